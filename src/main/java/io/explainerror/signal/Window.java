package io.explainerror.signal;

/// A span of time.
///
/// @param from epoch microseconds, inclusive
/// @param to   epoch microseconds, exclusive; not before `from`
/// @param begins whether nothing was recorded before it: a bucket that begins before its first record is its own, too
record Window(long from, long to, boolean begins) {
    /// All of time.
    static final Window ALWAYS = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    Window(long from, long to) {
        this(from, to, false);
    }

    /// The window that the input begins with.
    static Window first(long from, long to) {
        return new Window(from, to, true);
    }

    Window {
        if (to < from) {
            throw new IllegalArgumentException("to: expected at least " + from + ", but received " + to);
        }
    }

    /// Its length in seconds.
    double seconds() {
        return (to - from) / 1e6;
    }

    /// Events per minute, 0 in an empty window; a window shorter than a second counts as one.
    double perMinute(long events) {
        return seconds() <= 0 ? 0 : events * 60.0 / Math.max(1, seconds());
    }

    /// Whether a bucket that begins at an instant belongs to it.
    boolean holds(long begin) {
        return (begins || begin >= from) && begin < to;
    }

    boolean contains(long time) {
        return time >= from && time < to;
    }

    /// This window without what lies before an instant.
    Window notBefore(long instant) {
        return instant <= from ? this : new Window(Math.min(instant, to), to);
    }
}
