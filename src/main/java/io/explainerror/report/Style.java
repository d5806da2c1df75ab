package io.explainerror.report;

import io.explainerror.model.Verdict;

/// Whether a text report is coloured. Who calls decides: the report itself knows no terminal.
public enum Style {
    /// Text alone.
    PLAIN,
    /// With ANSI escape sequences.
    ANSI;

    private static final String RESET = "\u001b[0m";

    String bold(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    String good(String text) {
        return paint("32", text);
    }

    String bad(String text) {
        return paint("31", text);
    }

    /// A verdict as loud as it is.
    String verdict(Verdict verdict, boolean healthy) {
        String colour =
                switch (verdict) {
                    case CONFIRMED, LIKELY -> healthy ? "1;32" : "1;31";
                    case POSSIBLE -> "1;33";
                    case INCONCLUSIVE -> "1;36";
                };
        return paint(colour, verdict.name());
    }

    private String paint(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + RESET;
    }
}
