package io.explainerror.intake;

/// Container runtimes under Kubernetes: `2024-01-02T03:04:05.123456789Z stdout F message`; `P` marks a part of a line.
final class CriPrefix implements Wrapper {
    private static final byte[] OUT = Ascii.bytes("stdout ");
    private static final byte[] ERR = Ascii.bytes("stderr ");

    private final Stamps stamps;

    CriPrefix(Stamps stamps) {
        this.stamps = stamps;
    }

    @Override
    public boolean unwrap(byte[] b, int from, int to, Unwrapped u) {
        if (!stamps.at(b, from, to) || !stamps.zoned) {
            return false;
        }
        int stream = stamps.end + 1;
        if (!Ascii.startsWith(b, stream, to, OUT) && !Ascii.startsWith(b, stream, to, ERR)) {
            return false;
        }
        int tag = stream + OUT.length;
        byte mark = Ascii.at(b, tag, to);
        if (mark != 'F' && mark != 'P') {
            return false;
        }
        u.time = stamps.micros;
        u.partial = mark == 'P';
        u.from = Math.min(to, Ascii.wordEnd(b, tag, to) + 1);
        return true;
    }
}
