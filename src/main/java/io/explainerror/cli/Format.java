package io.explainerror.cli;

import java.util.Locale;

/// How a judgement is written.
public enum Format {
    TEXT,
    JSON,
    MARKDOWN,
    HTML;

    String render(io.explainerror.model.Judgement judgement, boolean coloured) {
        return judgement.toString() + coloured; // TODO report
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
