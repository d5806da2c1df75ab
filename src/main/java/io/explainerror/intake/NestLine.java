package io.explainerror.intake;

import io.explainerror.model.Severity;

/// NestJS' console logger: `[Nest] 30  - 11/22/2026, 9:14:27 PM     LOG [HTTP] GET /x 200 +5ms`. Ordinary messages have
/// the level `LOG`; the context in brackets takes the place of a logger's name.
final class NestLine {
    private static final byte[] NEST = Ascii.bytes("[Nest] ");
    private static final byte[] LOG = Ascii.bytes("LOG ");

    private final Stamps stamps;
    private final Names names;

    NestLine(Stamps stamps, Names names) {
        this.stamps = stamps;
        this.names = names;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        int pid = from + NEST.length;
        int pidEnd = Ascii.digitsEnd(b, pid, to);
        int dash = Ascii.skipBlanks(b, pidEnd, to);
        if (!Ascii.startsWith(b, from, to, NEST) || pidEnd == pid || Ascii.at(b, dash, to) != '-') {
            return false;
        }
        if (!stamps.at(b, Ascii.skipBlanks(b, dash + 1, to), to)) {
            return false;
        }
        int level = Ascii.skipBlanks(b, stamps.end, to);
        int levelEnd = Ascii.wordEnd(b, level, to);
        Severity severity = Ascii.startsWith(b, level, to, LOG) ? Severity.INFO : Levels.of(b, level, levelEnd);
        if (severity == Severity.UNKNOWN) {
            return false;
        }
        d.time = stamps.micros;
        d.zoned = stamps.zoned;
        d.severity = severity;
        d.instance = names.of(b, pid, pidEnd);
        d.format = "nest";
        d.message(afterContext(b, Ascii.skipBlanks(b, levelEnd, to), to), to);
        return true;
    }

    private static int afterContext(byte[] b, int from, int to) {
        int close = Ascii.at(b, from, to) == '[' ? Ascii.find(b, from, to, ']') : to;
        return close > from && close < to ? Ascii.skipBlanks(b, close + 1, to) : from;
    }
}
