package io.explainerror.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.explainerror.model.Signal;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What rules may use on the JVM can be reached in the native binary, and not much besides.
class ReachableTest {
    private static final Set<String> METHODS =
            Reachable.methods().stream().map(ReachableTest::name).collect(Collectors.toSet());

    @Test
    void everySignalIsAFactType() {
        assertThat(FactTypes.ALL).containsAll(leaves(Signal.class));
        assertThat(Reachable.types()).containsAll(FactTypes.ALL).containsAll(FactTypes.ENUMS);
    }

    @Test
    void everyPropertyOfAFactCanBeRead() {
        for (Class<?> fact : FactTypes.ALL) {
            assertThat(Reachable.methods())
                    .as(fact.getSimpleName())
                    .containsAll(FactTypes.properties(fact).values());
        }
    }

    @Test
    void everyConstantThatRulesMayCompareWithCanBeRead() {
        for (Class<? extends Enum<?>> type : FactTypes.ENUMS) {
            assertThat(Reachable.constants().stream()
                            .filter(field -> field.getDeclaringClass() == type)
                            .map(java.lang.reflect.Field::getName))
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(type.getEnumConstants())
                            .map(each -> each.name())
                            .toList());
        }
    }

    @Test
    void everyMemberThatRulesMayNameCanBeCalled() {
        List<Class<?>> values = List.of(String.class, List.class, Double.class, Integer.class, Long.class);
        for (Class<?> type : values) {
            for (String member : Members.names(type == String.class || type == List.class ? type : double.class)) {
                String method = member.equals("empty") ? "isEmpty" : member;
                assertThat(METHODS).contains(type.getSimpleName() + "." + method);
            }
        }
        Members.TEXT_TESTS.forEach(test -> assertThat(METHODS).contains("String." + test));
        Members.OF_SYMPTOM.keySet().forEach(method -> assertThat(METHODS).contains("Symptom." + method));
    }

    @Test
    void everyCallOfAConsequenceReachesTheJudge() {
        ConsequenceReader.CALLS.forEach(call -> assertThat(METHODS).contains("Bench." + call));
    }

    @Test
    void everyFunctionOfAccumulateCanBeMade() {
        SourceReader.FUNCTIONS.forEach(function -> assertThat(NativeRules.functions())
                .as(function)
                .containsKey(function)
                .satisfies(all -> assertThatCode(
                                () -> Class.forName(all.get(function)).getDeclaredConstructor())
                        .doesNotThrowAnyException()));
    }

    /// The same rules are given to the native binary, by NativeFileIT.
    @Test
    void everyWordOfTheLanguageWorksHere() {
        assertThat(RuleBase.compile(RuleFiles.of(HostileCorpus.everyWord())).rules())
                .hasSizeGreaterThan(200);
    }

    @Test
    void nothingThatReachesOutOfTheRulesIsThere() {
        assertThat(METHODS)
                .noneMatch(
                        name -> name.startsWith("Object.") || name.startsWith("Runtime.") || name.startsWith("System."))
                .doesNotContain("Class.forName", "String.getClass");
        assertThat(Reachable.types()).doesNotContain(Class.class, ClassLoader.class, Runtime.class, System.class);
    }

    private static List<Class<?>> leaves(Class<?> type) {
        if (!type.isSealed()) {
            return List.of(type);
        }
        List<Class<?>> all = new ArrayList<>();
        Arrays.stream(type.getPermittedSubclasses()).forEach(each -> all.addAll(leaves(each)));
        return all;
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
