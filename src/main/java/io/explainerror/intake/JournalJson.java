package io.explainerror.intake;

/// `journalctl -o json`: an object for each line that a program wrote. As with the other forms of the journal the lines
/// are taken out, so that what the program wrote is read by its own format and a stack trace becomes one record.
final class JournalJson implements Wrapper {
    private static final byte[] TIME = Ascii.bytes("\"__REALTIME_TIMESTAMP\":\"");
    private static final byte[] MESSAGE = Ascii.bytes("\"MESSAGE\":\"");
    private static final byte[] PRIORITY = Ascii.bytes("\"PRIORITY\":\"");
    private static final byte[] IDENTIFIER = Ascii.bytes("\"SYSLOG_IDENTIFIER\":\"");
    private static final byte[] PID = Ascii.bytes("\"_PID\":\"");
    private static final byte[] HOST = Ascii.bytes("\"_HOSTNAME\":\"");

    private final Names names;
    private final Scratch text = new Scratch();
    private int from;
    private int end;

    JournalJson(Names names) {
        this.names = names;
    }

    @Override
    public boolean unwrap(byte[] b, int lineFrom, int to, Unwrapped u) {
        if (Ascii.at(b, lineFrom, to) != '{' || !value(b, lineFrom, to, TIME)) {
            return false;
        }
        u.time = Ascii.number(b, from, end);
        if (u.time <= 0 || !value(b, lineFrom, to, MESSAGE)) {
            return false;
        }
        text.clear();
        text.addUnescaped(b, from, end);
        if (value(b, lineFrom, to, PRIORITY)) {
            long priority = Ascii.number(b, from, end);
            u.severity = priority >= 0 ? Levels.ofSyslog(priority) : u.severity;
        }
        if (value(b, lineFrom, to, IDENTIFIER)) {
            u.writer = names.of(b, from, end);
        }
        if (value(b, lineFrom, to, PID) || value(b, lineFrom, to, HOST)) {
            u.process = names.of(b, from, end);
        }
        u.several = true;
        u.bytes = text.bytes;
        u.from = 0;
        u.to = text.length;
        return true;
    }

    private boolean value(byte[] b, int lineFrom, int to, byte[] key) {
        int at = Ascii.find(b, lineFrom, to, key);
        if (at < 0) {
            return false;
        }
        from = at + key.length;
        end = Ascii.closingQuote(b, from, to);
        return end < to;
    }
}
