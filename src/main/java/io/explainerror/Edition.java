package io.explainerror;

import io.explainerror.catalogue.CatalogueNode;
import io.explainerror.judge.Judge;
import io.explainerror.judge.Recipes;
import io.explainerror.rules.Knowledge;
import java.util.List;

/// One version of the rules with the judge who goes by them.
record Edition(Knowledge knowledge, Judge judge) {
    static Edition of(Knowledge knowledge) {
        List<CatalogueNode> recipes = knowledge.files().in("recipes", ".yaml").entrySet().stream()
                .map(file -> CatalogueNode.parse(file.getKey(), file.getValue()))
                .toList();
        Judge judge = new Judge(
                knowledge.rules().patterns(),
                knowledge.rules().evidenceRules(),
                knowledge.calibration(),
                Recipes.read(recipes));
        return new Edition(knowledge, judge);
    }
}
