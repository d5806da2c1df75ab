package io.explainerror;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.SortedMap;

/// A version of the rules that is kept, so that its judgements can be made again.
///
/// @param version sha-256 of its files, hex
/// @param since   when it last came into force, or was last used by a command
/// @param inForce whether it judges now
/// @param files   texts by name relative to the rule folder
public record KeptVersion(String version, Instant since, boolean inForce, SortedMap<String, String> files) {

    /// How large its files are together, in UTF-8.
    public long bytes() {
        return files.values().stream()
                .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
