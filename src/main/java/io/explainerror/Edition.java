package io.explainerror;

import io.explainerror.catalogue.CatalogueException;
import io.explainerror.catalogue.CatalogueNode;
import io.explainerror.judge.Judge;
import io.explainerror.judge.Recipes;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.rules.Knowledge;
import io.explainerror.rules.RehearsalMemory;
import io.explainerror.rules.RuleFiles;
import io.explainerror.rules.RuleProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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
        return compile(files, () -> Knowledge.compile(files, memory));
    }

    /// The next version, which takes over what has not changed.
    ///
    /// @throws RuleProblems with what is wrong
    Edition next(RuleFiles files) {
        return compile(files, () -> knowledge.next(files));
    }

    private static Edition compile(RuleFiles files, Supplier<Knowledge> compiler) {
        List<CatalogueProblem> mistakes = new ArrayList<>();
        Recipes recipes = recipes(files, mistakes);
        Knowledge knowledge;
        try {
            knowledge = compiler.get();
        } catch (RuleProblems e) {
            e.problems().stream().filter(problem -> !mistakes.contains(problem)).forEach(mistakes::add);
            throw RuleProblems.inOrder(mistakes);
        }
        if (!mistakes.isEmpty()) {
            throw RuleProblems.inOrder(mistakes);
        }
        Judge judge = new Judge(
                knowledge.rules().patterns(), knowledge.rules().evidenceRules(), knowledge.calibration(), recipes);
        return new Edition(knowledge, judge);
    }

    /// The recipes of files that were compiled.
    static Recipes recipes(RuleFiles files) {
        return recipes(files, new ArrayList<>());
    }

    private static Recipes recipes(RuleFiles files, List<CatalogueProblem> mistakes) {
        List<CatalogueNode> parsed = new ArrayList<>();
        files.in("recipes", ".yaml").forEach((file, yaml) -> {
            try {
                parsed.add(CatalogueNode.parse(file, yaml));
            } catch (CatalogueException e) {
                mistakes.add(e.problem());
            }
        });
        return Recipes.read(parsed, e -> mistakes.add(e.problem()));
    }
}
