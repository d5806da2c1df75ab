package io.explainerror.intake;

/// `kubectl logs --prefix`: `[pod/checkout-6d4cf56db6-x2v9k/checkout] message`.
final class PodPrefix implements Wrapper {
    private static final byte[] POD = Ascii.bytes("[pod/");

    private final Names names;

    PodPrefix(Names names) {
        this.names = names;
    }

    @Override
    public boolean unwrap(byte[] b, int from, int to, Unwrapped u) {
        if (!Ascii.startsWith(b, from, to, POD)) {
            return false;
        }
        int pod = from + POD.length;
        int slash = Ascii.find(b, pod, to, '/');
        int close = Ascii.find(b, slash, to, ']');
        if (close >= to) {
            return false;
        }
        u.writer = names.of(b, pod, slash);
        u.from = Math.min(to, close + (Ascii.at(b, close + 1, to) == ' ' ? 2 : 1));
        return true;
    }
}
