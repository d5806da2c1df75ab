package io.explainerror.rules;

import io.explainerror.model.RuleInfo;
import java.util.List;

/// A rule that has been read and found to keep to the language, not yet compiled.
///
/// @param info       its metadata
/// @param sentence   what it says
/// @param calls      what its consequence does
record DraftRule(RuleInfo info, Sentence sentence, List<Call> calls) {
    DraftRule {
        calls = List.copyOf(calls);
    }
}
