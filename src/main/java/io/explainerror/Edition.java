package io.explainerror;

import io.explainerror.catalogue.CatalogueException;
import io.explainerror.catalogue.CatalogueNode;
import io.explainerror.judge.Judge;
import io.explainerror.judge.Recipes;
import io.explainerror.rules.Knowledge;
import io.explainerror.rules.RehearsalMemory;
import io.explainerror.rules.RuleFiles;
import io.explainerror.rules.RuleProblems;
import java.util.List;

/// One version of the rules with the judge who goes by them.
record Edition(Knowledge knowledge, Judge judge) {
    /// Makes all that a judgement needs, so that no file can be accepted that fails the first who asks.
    ///
    /// @throws RuleProblems with what is wrong
    static Edition compile(RuleFiles files) {
        return compile(files, RehearsalMemory.NONE);
    }

    /// As [#compile(RuleFiles)], for a program that has seen these rules before.
    static Edition compile(RuleFiles files, RehearsalMemory memory) {
        Knowledge knowledge = Knowledge.compile(files, memory);
        Judge judge = new Judge(
                knowledge.rules().patterns(),
                knowledge.rules().evidenceRules(),
                knowledge.calibration(),
                recipes(files));
        return new Edition(knowledge, judge);
    }

    private static Recipes recipes(RuleFiles files) {
        try {
            return Recipes.read(files.in("recipes", ".yaml").entrySet().stream()
                    .map(file -> CatalogueNode.parse(file.getKey(), file.getValue()))
                    .toList());
        } catch (CatalogueException e) {
            throw new RuleProblems(List.of(e.problem()));
        }
    }
}
