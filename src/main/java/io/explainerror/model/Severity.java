package io.explainerror.model;

/// What a log record claims about itself. Recognisers decide by what it says, not by this.
public enum Severity {
    UNKNOWN,
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR,
    FATAL
}
