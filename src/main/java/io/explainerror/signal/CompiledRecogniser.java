package io.explainerror.signal;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A recogniser with its literals as numbers of the [LiteralIndex] and its expression compiled.
///
/// @param number   its place in the catalogue
/// @param contains numbers of the literals of which one must occur
/// @param all      numbers of the literals that must all occur
/// @param pattern  absent when the literals decide alone
@SuppressWarnings("ArrayRecordComponent") // read-only inside this package
record CompiledRecogniser(
        Recogniser recogniser,
        int number,
        int[] contains,
        int[] all,
        @Nullable LinePattern pattern) {
    void forgetPattern() {
        if (pattern != null) {
            pattern.forget();
        }
    }

    /// The hit for a match of the pattern at the given group offsets, relative to `from`.
    Hit hit(LinePattern matched, int[] offsets, byte[] text, int from) {
        Map<String, String> captured = new TreeMap<>();
        matched.groups().forEach((name, group) -> {
            int start = offsets[2 * group];
            if (start >= 0) {
                int length = offsets[2 * group + 1] - start;
                captured.put(valueName(name), new String(text, from + start, length, StandardCharsets.UTF_8));
            }
        });
        return new Hit(recogniser, Collections.unmodifiableMap(captured), from + Math.max(0, offsets[0]));
    }

    /// An expression may not name two groups alike, and each of its alternatives has a peer of its own: `peer2` is
    /// another place where the peer may stand.
    private static String valueName(String group) {
        int end = group.length();
        while (end > 1 && Character.isDigit(group.charAt(end - 1))) {
            end--;
        }
        return group.substring(0, end);
    }
}
