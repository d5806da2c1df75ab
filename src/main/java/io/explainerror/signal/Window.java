package io.explainerror.signal;

/// A span of time.
///
/// @param from epoch microseconds, inclusive
/// @param to   epoch microseconds, exclusive; not before `from`
record Window(long from, long to) {
    /// All of time.
    static final Window ALWAYS = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    Window {
        if (to < from) {
            throw new IllegalArgumentException("to: expected at least " + from + ", but received " + to);
        }
    }

    /// Its length in seconds.
    double seconds() {
        return (to - from) / 1e6;
    }

    /// Events per minute, 0 in an empty window.
    double perMinute(long events) {
        return seconds() <= 0 ? 0 : events * 60.0 / seconds();
    }

    boolean contains(long time) {
        return time >= from && time < to;
    }

    /// This window without what lies before an instant.
    Window notBefore(long instant) {
        return new Window(Math.clamp(instant, from, to), to);
    }
}
