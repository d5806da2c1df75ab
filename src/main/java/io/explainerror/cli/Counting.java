package io.explainerror.cli;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// One line on the terminal that counts the incidents that were judged; judging threads share it.
final class Counting implements Consumer<String> {
    private final Streams streams;
    private final AtomicInteger judged = new AtomicInteger();

    Counting(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void accept(String id) {
        if (streams.terminal().err()) {
            streams.err().print("\r" + judged.incrementAndGet() + " incidents judged");
            streams.err().flush();
        }
    }

    /// Takes the line away again.
    void clear() {
        if (judged.get() > 0) {
            streams.err().print("\r" + " ".repeat(30) + "\r");
            streams.err().flush();
        }
    }
}
