package io.explainerror.rules;

import io.explainerror.model.RuleInfo;
import java.util.List;

/// A rule that has been read and found to keep to the language, not yet compiled.
///
/// @param info       its metadata
/// @param sentence   what it says
/// @param calls      what its consequence does
/// @param source     how it is written
record DraftRule(RuleInfo info, Sentence sentence, List<Call> calls, Source source) {
    DraftRule {
        calls = List.copyOf(calls);
    }

    /// What only those need to know who look for mistakes.
    ///
    /// @param header    the place of its first line
    /// @param group     the place of its `@group`, that of the header without one
    /// @param grouped   whether it has one
    /// @param condition its condition as [SameCondition] writes it, "" when it cannot be compared
    /// @param kinds     the symptom kinds it asks for
    record Source(Place header, Place group, boolean grouped, String condition, List<KindUse.At> kinds) {
        Source {
            kinds = List.copyOf(kinds);
        }
    }
}
