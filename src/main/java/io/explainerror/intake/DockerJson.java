package io.explainerror.intake;

/// Docker's json-file driver: `{"log":"message\n","stream":"stdout","time":"2024-01-02T03:04:05.123456789Z"}`.
final class DockerJson implements Wrapper {
    private static final byte[] LOG = Ascii.bytes("{\"log\":\"");
    private static final byte[] TIME = Ascii.bytes("\"time\":\"");
    private static final byte[] STREAM = Ascii.bytes("\"stream\":\"");

    private final Stamps stamps;
    private final Scratch text = new Scratch();

    DockerJson(Stamps stamps) {
        this.stamps = stamps;
    }

    @Override
    public boolean unwrap(byte[] b, int from, int to, Unwrapped u) {
        if (!Ascii.startsWith(b, from, to, LOG)) {
            return false;
        }
        int log = from + LOG.length;
        int end = Ascii.closingQuote(b, log, to);
        int time = Ascii.find(b, end, to, TIME);
        if (time < 0 || Ascii.find(b, end, to, STREAM) < 0 || !stamps.at(b, time + TIME.length, to)) {
            return false;
        }
        u.time = stamps.micros;
        text.clear();
        text.addUnescaped(b, log, end);
        int length = text.length;
        u.partial = length == 0 || text.bytes[length - 1] != '\n';
        u.bytes = text.bytes;
        u.from = 0;
        u.to = u.partial ? length : Ascii.trimEnd(text.bytes, 0, length - 1);
        return true;
    }
}
