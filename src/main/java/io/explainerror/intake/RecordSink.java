package io.explainerror.intake;

/// Receives records one after the other. A record's texts are valid only until `accept` returns.
@FunctionalInterface
public interface RecordSink {
    void accept(LogRecord record);
}
