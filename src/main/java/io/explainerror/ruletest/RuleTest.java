package io.explainerror.ruletest;

import io.explainerror.model.Signal;
import java.nio.file.Path;
import java.util.List;

/// A situation and what must follow from it.
///
/// @param file      the test file as the user named it
/// @param line      1-based line where it begins
/// @param name      the situation in the words of whoever was there
/// @param situation what is handed to the judge
/// @param expected  what must come out
public record RuleTest(String file, int line, String name, Situation situation, Expectation expected) {

    /// `file:line`.
    public String place() {
        return file + ":" + line;
    }

    /// What is handed to the judge.
    public sealed interface Situation {
        /// Signals written by hand.
        record Written(List<Signal> signals) implements Situation {
            public Written {
                signals = List.copyOf(signals);
            }
        }

        /// A bundle's folder, read as `explain` reads it.
        record Bundle(Path folder) implements Situation {}
    }
}
