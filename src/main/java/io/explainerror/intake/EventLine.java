package io.explainerror.intake;

import io.explainerror.model.Severity;
import java.time.Instant;

/// A row of `kubectl get events`: `65s   Warning   BackOff   pod/payments-7c9f8d6b5-abcde   Back-off restarting ...`.
/// The age is counted back from the reference time.
final class EventLine {
    private static final byte[] NORMAL = Ascii.bytes("Normal");
    private static final byte[] WARNING = Ascii.bytes("Warning");
    private static final byte[] HEAD = Ascii.bytes("LAST SEEN");

    private final Durations durations;
    private final Names names;
    private final long reference;

    EventLine(Durations durations, Names names, Instant reference) {
        this.durations = durations;
        this.names = names;
        this.reference = reference.getEpochSecond() * 1_000_000;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        long age = durations.withUnit(b, from, to);
        int type = Ascii.skipBlanks(b, Ascii.wordEnd(b, from, to), to);
        if (Ascii.at(b, type, to) == '(') {
            // "11m (x17 over 20m)": seen that often
            int close = Ascii.find(b, type, Math.min(to, type + 40), ')');
            type = Ascii.skipBlanks(b, Math.min(to, close + 1), to);
        }
        int typeEnd = Ascii.wordEnd(b, type, to);
        boolean normal = Ascii.same(b, type, typeEnd, NORMAL);
        if (age < 0 || (!normal && !Ascii.same(b, type, typeEnd, WARNING))) {
            return false;
        }
        int reason = Ascii.skipBlanks(b, typeEnd, to);
        int object = Ascii.skipBlanks(b, Ascii.wordEnd(b, reason, to), to);
        int slash = Ascii.find(b, object, Ascii.wordEnd(b, object, to), '/');
        ServiceName name = ServiceName.ofPod(names.of(b, Math.min(to, slash + 1), Ascii.wordEnd(b, object, to)));
        d.time = reference - age;
        d.zoned = true;
        d.severity = normal ? Severity.INFO : Severity.WARN;
        d.service = name.service();
        d.instance = name.instance();
        d.format = "kubernetes events";
        d.closed = true;
        d.message(reason, to);
        return true;
    }

    /// The table's first line.
    static boolean head(byte[] b, int from, int to) {
        return Ascii.startsWith(b, from, to, HEAD);
    }
}
