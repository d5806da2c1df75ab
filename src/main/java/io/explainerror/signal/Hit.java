package io.explainerror.signal;

import io.explainerror.intake.Text;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A recogniser matched a record.
///
/// @param recogniser which one
/// @param captured   the named groups of its pattern that took part; empty when it has no pattern
/// @param at         where in the scanned bytes the match begins
public record Hit(Recogniser recogniser, Map<String, String> captured, int at) {
    private static final Comparator<Hit> TELLING = Comparator.comparing((Hit hit) -> hit.captured.containsKey("peer"))
            .thenComparing(hit -> hit.captured.size())
            .thenComparing(hit -> hit.recogniser.id());

    /// Whether another recogniser found the same in this record and more about it: an event counts once, however many
    /// recognisers know its wording.
    ///
    /// @param hits all hits of the record
    boolean echoes(List<Hit> hits) {
        for (Hit other : hits) {
            if (echoes(other)) {
                return true;
            }
        }
        return false;
    }

    private boolean echoes(Hit other) {
        return other.recogniser.symptom().equals(recogniser.symptom())
                && other.recogniser.phase() == recogniser.phase()
                && TELLING.compare(other, this) > 0;
    }

    /// The line of a record that the match begins in: the one that says why, which in a stack trace is rarely the
    /// first.
    Text line(Text record) {
        byte[] bytes = record.bytes();
        int from = Math.clamp(at, record.from(), Math.max(record.from(), record.to() - 1));
        while (from > record.from() && bytes[from - 1] != '\n') {
            from--;
        }
        int to = Math.max(from, at);
        while (to < record.to() && bytes[to] != '\n') {
            to++;
        }
        return new Text(bytes, from, to);
    }
}
