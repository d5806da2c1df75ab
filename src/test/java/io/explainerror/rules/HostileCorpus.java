package io.explainerror.rules;

import static io.explainerror.rules.Sample.folder;
import static io.explainerror.rules.Sample.rule;
import static io.explainerror.rules.Sample.saying;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// The rules of [HostileRulesTest] as rule folders, and a friendly one that says all there is to say.
public final class HostileCorpus {
    private static final String FILE = "patterns/connection-pool-exhaustion.drl";

    private HostileCorpus() {}

    /// Files by name, by what is hostile about them.
    public static SequencedMap<String, Map<String, String>> folders() {
        SequencedMap<String, Map<String, String>> folders = new LinkedHashMap<>();
        HostileRulesTest.conditions()
                .forEach(each -> folders.put(
                        "a condition that " + first(each),
                        folder(rule("hostile", second(each))).texts()));
        HostileRulesTest.consequences()
                .forEach(each -> folders.put(
                        "a consequence that " + first(each),
                        folder(saying("hostile", "1", "x", second(each), "$s : Symptom( $service : service )"))
                                .texts()));
        HostileRulesTest.declarations()
                .forEach(each -> folders.put(
                        "a file with " + first(each),
                        folder().with(FILE, second(each)).texts()));
        return folders;
    }

    /// One rule for each property and method of each fact type, and for each function.
    public static Map<String, String> everyWord() {
        List<String> rules = new ArrayList<>();
        for (Class<?> fact : FactTypes.ALL) {
            for (Map.Entry<String, java.lang.reflect.Method> property :
                    FactTypes.properties(fact).entrySet()) {
                for (String condition :
                        conditions(property.getKey(), property.getValue().getReturnType())) {
                    rules.add(rule(
                            fact.getSimpleName() + " " + rules.size(),
                            fact.getSimpleName() + "( $service : service, " + condition + " )"));
                    rules.add(rule(
                            fact.getSimpleName() + " joined " + rules.size(),
                            "Symptom( $service : service, $n : during )",
                            fact.getSimpleName() + "( service == $service, ( " + condition + " || $n > 1 ) )"));
                }
            }
        }
        for (String function : SourceReader.FUNCTIONS) {
            rules.add(saying(
                    function,
                    "1",
                    "x",
                    "judge.supports( drools );",
                    "accumulate( Symptom( grows, $d : during ); $x : " + function + "( $d ) )"));
        }
        rules.add(saying(
                "collect",
                "-1",
                "x",
                "judge.contradicts( drools );",
                "$all : java.util.List( size > 0 ) from collect( Symptom( grows ) )"));
        return folder(rules.toArray(String[]::new)).texts();
    }

    private static List<String> conditions(String property, Class<?> type) {
        if (type == String.class) {
            return Stream.of(
                            // other texts are compared with words that the catalogue must know
                            property.equals("service") ? " == \"checkout\"" : ".contains( \"b\" )",
                            ".startsWith( \"a\" )",
                            ".endsWith( \"a\" )",
                            ".contains( \"a\" )",
                            ".length() > 1",
                            ".length > 1",
                            ".isEmpty()",
                            ".empty")
                    .map(property::concat)
                    .toList();
        }
        if (type == boolean.class) {
            return List.of(property);
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> property + " == " + type.getSimpleName() + "." + ((Enum<?>) constant).name())
                    .toList();
        }
        return type.isPrimitive() ? List.of(property + " > 1", property + " * 2 > 1") : List.of();
    }

    private static String first(Arguments arguments) {
        return String.valueOf(arguments.get()[0]);
    }

    private static String second(Arguments arguments) {
        return String.valueOf(arguments.get()[1]);
    }
}
