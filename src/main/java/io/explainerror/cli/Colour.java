package io.explainerror.cli;

import java.util.Locale;

/// When to colour the text form.
enum Colour {
    AUTO,
    ALWAYS,
    NEVER;

    boolean wanted(Terminal terminal) {
        return switch (this) {
            case AUTO -> terminal.out() && terminal.colours();
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
