package io.explainerror;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// What somebody wants explained, as it came through the door.
public sealed interface Question {
    /// What the asker says beside the material.
    Hints hints();

    /// Log files, archives, bundle folders.
    ///
    /// @param progress is told how many bytes were read since it was last told; called from the reading threads
    record Files(List<Path> paths, Hints hints, LongConsumer progress) implements Question {
        public Files {
            paths = List.copyOf(paths);
        }
    }

    /// One log that arrives as a stream; whoever opened the stream closes it.
    ///
    /// @param name what to call it in places such as `name:17`
    record Log(String name, InputStream bytes, Hints hints) implements Question {}

    /// A whole bundle as one JSON document that arrives as a stream; whoever opened the stream closes it.
    record Bundle(InputStream json, Hints hints) implements Question {}

    /// What the asker says beside the material; a bundle's own alert yields to it.
    ///
    /// @param service whose log it is where neither the records nor a file's name tell, "" when not said
    /// @param alert   the alert's title, or the JSON object of an `alert.json`, "" when not said
    /// @param at      when it began to hurt, empty when not said
    record Hints(String service, String alert, Optional<Instant> at) {
        /// Nothing was said.
        public static final Hints NONE = new Hints("", "", Optional.empty());
    }
}
