package io.explainerror.intake;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out by a file's first lines whether a runtime wrapped them.
final class Wrappers {
    private static final int LOOK = 40;

    private Wrappers() {}

    /// The wrapper that nearly all of the first lines have; null when there is none.
    static @Nullable Wrapper of(byte[] head, int length, Stamps stamps, Names names) throws IOException {
        List<Wrapper> known = List.of(
                new ComposePrefix(names),
                new PodPrefix(names),
                new CriPrefix(stamps),
                new DockerJson(stamps),
                new JournalJson(names),
                new SyslogPrefix(stamps, names));
        for (Wrapper wrapper : known) {
            if (fits(wrapper, head, length)) {
                return wrapper;
            }
        }
        return null;
    }

    private static boolean fits(Wrapper wrapper, byte[] head, int length) throws IOException {
        Wrapper.Unwrapped u = new Wrapper.Unwrapped();
        Lines lines = Lines.of(head, Math.min(length, 16 * 1024));
        int seen = 0;
        int fitting = 0;
        while (seen < LOOK && lines.next()) {
            if (lines.odd) {
                lines.clean();
            }
            if (lines.end > lines.start) {
                seen++;
                u.reset(lines.buffer, lines.start, lines.end);
                fitting += wrapper.unwrap(lines.buffer, lines.start, lines.end, u) ? 1 : 0;
            }
        }
        // the last line may be cut by the end of the look
        return fitting > 0 && fitting * 10 >= (seen - 1) * 9;
    }
}
