package io.explainerror.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.model.LatencyShift;
import io.explainerror.model.Signal;
import io.explainerror.model.Symptom;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mvel2.MVEL;

/// What is read directly must mean what the expression language of Drools takes it for.
class DirectConditionTest {
    private final List<Signal> samples = samples();

    private static List<Signal> samples() {
        MVEL.COMPILER_OPT_ALLOW_NAKED_METH_CALL = true;
        RuleFiles files = new RuleFolder(Path.of("rules")).read();
        return new SampleFacts(Words.of(files, new Problems())).all();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grows",
                "!grows",
                "grows == false",
                "kind == \"pool.acquire-timeout\"",
                "kind == \"pool.acquire-timeout\" || kind == \"pool.exhausted\"",
                "kind != \"pool.acquire-timeout\" && kind != \"pool.exhausted\"",
                "kind == \"pool.exhausted\" || grows && during > 3",
                "peer != \"\"",
                "during >= 1",
                "during <= 1.2 * before",
                "duringRate < -1",
                "factor() >= 2",
                "factor() > before",
                "value(\"total\") == \"10\"",
                "number(\"total\") > 0",
                "number(\"active\") >= number(\"total\")",
                "service == peer",
            })
    void agreesWithTheExpressionLanguage(String expression) {
        Predicate<Object> direct = DirectCondition.of(Symptom.class, expression).orElseThrow();

        assertThat(samples).filteredOn(Symptom.class::isInstance).isNotEmpty().allSatisfy(fact -> assertThat(
                        direct.test(fact))
                .as("%s of %s", expression, fact)
                .isEqualTo(MVEL.eval(expression, fact)));
    }

    @Test
    void enumConstantsAreCompared() {
        assertThat(DirectCondition.of(Symptom.class, "phase == Phase.CONNECT || phase == Phase.NO_TARGET"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind str[startsWith] \"pool\"",
                "kind == $kind",
                "service.length() > 3",
                "captured[\"total\"] == \"10\"",
                "kind > \"a\"",
                "kind == 3",
                "during / before > 2",
                "nothing",
                "peer",
                "true",
                "kind == \"a\" )",
            })
    void leavesOtherFormsAlone(String expression) {
        assertThat(DirectCondition.of(Symptom.class, expression)).isEmpty();
    }

    @Test
    void knowsTheWordsOfItsTypeOnly() {
        assertThat(DirectCondition.of(LatencyShift.class, "slower")).isPresent();
        assertThat(DirectCondition.of(LatencyShift.class, "grows")).isEmpty();
    }
}
