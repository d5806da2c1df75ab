package io.explainerror.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Remembers, from one run of the program to the next, that rules have passed their rehearsal on sample facts: a third
/// of the time from shell to answer goes there. Rules are known by the SHA-256 of their files; whoever keeps the memory
/// deletes it when the program changes.
public final class RehearsalMemory {
    /// Remembers nothing: every compilation rehearses.
    public static final RehearsalMemory NONE = new RehearsalMemory(null);

    /// Names the file; set by the launcher, which deletes it after a build.
    private static final String FILE = "explainerror.rehearsed";

    private final @Nullable Path file;

    private RehearsalMemory(@Nullable Path file) {
        this.file = file;
    }

    /// The memory that the launcher keeps; remembers nothing when there is none.
    public static RehearsalMemory configured() {
        String name = System.getProperty(FILE, "");
        return name.isEmpty() ? NONE : new RehearsalMemory(Path.of(name));
    }

    /// A memory in a file that need not exist yet.
    static RehearsalMemory in(Path file) {
        return new RehearsalMemory(file);
    }

    boolean knows(String version) {
        try {
            return file != null
                    && Files.isRegularFile(file)
                    && Files.readString(file).equals(version);
        } catch (IOException unreadable) {
            return false; // costs a rehearsal, nothing else
        }
    }

    void remember(String version) {
        if (file == null) {
            return;
        }
        try {
            Path fresh = file.resolveSibling(
                    file.getFileName() + "." + ProcessHandle.current().pid());
            Files.writeString(fresh, version);
            Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException readOnly) {
            // the next run rehearses again
        }
    }
}
