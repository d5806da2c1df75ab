package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.rules.RuleFiles;
import io.explainerror.rules.RuleFolder;
import io.explainerror.rules.RuleProblems;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class EditionTest {
    private static final RuleFiles HOUSE = new RuleFolder(Launched.HOME.resolve("rules")).read();

    @Test
    void theRulesOfTheHouseMakeAnEdition() {
        assertThat(Edition.compile(HOUSE).knowledge().version()).isEqualTo(HOUSE.version());
    }

    @Test
    void aRecipeThatTheJudgeCannotReadIsAProblemOfTheRules() {
        RuleFiles broken = HOUSE.with("recipes/zz.yaml", """
                - id: zz
                  title: Nothing
                  queries:
                    grepp: grep zz
                """);

        assertThatThrownBy(() -> Edition.compile(broken))
                .asInstanceOf(InstanceOfAssertFactories.type(RuleProblems.class))
                .extracting(RuleProblems::problems, InstanceOfAssertFactories.list(CatalogueProblem.class))
                .singleElement()
                .returns("recipes/zz.yaml", CatalogueProblem::file)
                .returns(4, CatalogueProblem::line);
    }
}
