package io.explainerror.rules;

import static io.explainerror.rules.Sample.PRELUDE;
import static io.explainerror.rules.Sample.folder;
import static io.explainerror.rules.Sample.rule;
import static io.explainerror.rules.Sample.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.explainerror.model.CatalogueProblem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever can save a rule must not be able to run a program.
class HostileRulesTest {
    private static final String FILE = "patterns/connection-pool-exhaustion.drl";

    static Stream<Arguments> conditions() {
        return Stream.of(
                when("runs a program", "$s : Symptom( Runtime.getRuntime().exec(\"id\") != null, $service : service )"),
                when("ends the service", "$s : Symptom( System.exit(1) == null, $service : service )"),
                when("reads a file", "Symptom( new java.io.File(\"/etc/passwd\").exists(), $service : service )"),
                when(
                        "reflects from a literal",
                        "Symptom( \"\".class.forName(\"java.lang.Runtime\") != null, $service : service )"),
                when(
                        "reflects from a property",
                        "Symptom( service.getClass().getClassLoader() != null, $service : service )"),
                when("reflects from an enum", "Symptom( phase.declaringClass != null, $service : service )"),
                when(
                        "runs a static initialiser",
                        "Symptom( io.explainerror.rules.Bench.class != null, $service : service )"),
                when("names a class by its package", "java.lang.Thread( $service : name )"),
                when("takes any object as a fact", "$o : Object( toString != null )\n" + "$service : String()"),
                when("evaluates free code", "Symptom( $service : service )", "eval( System.exit(1) == null )"),
                when("evaluates free code inside a condition", "Symptom( $service : service, eval( true ) )"),
                when("assigns", "Symptom( (service = \"x\") == \"x\", $service : service )"),
                when("projects", "Symptom( (toString() in {\"a\"}) != null, $service : service )"),
                when("opens a with block", "Symptom( with (this) { service = \"x\" } != null, $service : service )"),
                when("defines a function", "Symptom( def f() { 1 } != null, $service : service )"),
                when("casts inline", "Symptom( this#java.lang.String.length > 1, $service : service )"),
                when("chooses with a ternary", "Symptom( grows ? true : System.exit(1), $service : service )"),
                when("uses a path", "$s : /symptoms[ grows ]\n" + "Symptom( $service : service )"),
                when("calls a query", "?any( $service; )"),
                when("takes facts from code", "$s : Symptom( $service : service ) from java.util.List.of()"),
                when("takes facts from an entry point", "Symptom( $service : service ) from entry-point \"x\""),
                when(
                        "accumulates with code",
                        "Number( $service : toString ) from accumulate( Symptom(), init( System.exit(1); ) action( ) result( 1 ) )"),
                when(
                        "accumulates with an unknown function",
                        "accumulate( Symptom( $service : service ); $x : exec( $service ) )"),
                when("looks like Latin, is Cyrillic", "Symptom( \u0455ervice == \"a\", $service : service )"),
                when(
                        "hides code in a unicode escape",
                        "Symptom( service == \"\\u0022 + System.exit(1)\", $service : service )"),
                when("matches for ever", "Symptom( kind matches \"(a+)+b\", $service : service )"),
                when("matches for ever in another way", "Symptom( kind matches \"(a|a)*b\", $service : service )"),
                when(
                        "nests without end",
                        "Symptom( " + "(".repeat(5000) + "grows" + ")".repeat(5000) + ", $service : service )"),
                when("negates without end", "Symptom( " + "!".repeat(5000) + "grows, $service : service )"),
                when(
                        "joins three kinds of facts freely",
                        "Symptom( $service : service )\n" + "LatencyShift( slower )\n" + "Saturation( full )"),
                when(
                        "joins by an inequality only",
                        "$a : Symptom( $service : service )\n" + "Symptom( service != $service )"),
                when(
                        "joins by a flag only",
                        "Symptom( $service : service, $g : grows )\n"
                                + "NewTemplate( failure == $g )\n"
                                + "Symptom( grows == $g )"));
    }

    @ParameterizedTest(name = "a condition that {0}")
    @MethodSource("conditions")
    void a_hostile_condition_is_refused(String what, String conditions) {
        List<CatalogueProblem> problems = problems(folder(rule("hostile", conditions)));

        assertThat(problems).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(FILE);
            assertThat(problem.message()).isNotBlank();
        });
    }

    static Stream<Arguments> consequences() {
        return Stream.of(
                Arguments.of("runs a program", "Runtime.getRuntime().exec(\"id\");"),
                Arguments.of("ends the service", "System.exit(1);"),
                Arguments.of("loops", "while( true ) { }"),
                Arguments.of("loops over a collection", "foreach( x : 9999999 ) { judge.supports( drools ); }"),
                Arguments.of("inserts facts", "insert( $s );"),
                Arguments.of("stops the engine", "drools.halt();"),
                Arguments.of("reaches the engine", "judge.supports( drools.getWorkingMemory() );"),
                Arguments.of("modifies a fact", "modify( $s ) { setService( \"x\" ) };"),
                Arguments.of("assigns", "service = $service; judge.supports( drools, service );"),
                Arguments.of("reflects on the judge", "judge.getClass();"),
                Arguments.of("calls what the judge keeps to himself", "judge.firings();"),
                Arguments.of("computes an argument", "judge.supports( drools, new String(\"a\") );"),
                Arguments.of("hides code behind a comment", "judge.supports( drools ); /* */ System.exit(1);"),
                Arguments.of("ends a statement twice", "judge.supports( drools );; System.exit(1)"),
                Arguments.of("says nothing", ""));
    }

    @ParameterizedTest(name = "a consequence that {0}")
    @MethodSource("consequences")
    void a_hostile_consequence_is_refused(String what, String consequence) {
        RuleFiles files = folder(saying("hostile", "1", "x", consequence, "$s : Symptom( $service : service )"));

        assertThat(problems(files)).isNotEmpty().allSatisfy(problem -> assertThat(problem.file())
                .isEqualTo(FILE));
    }

    static Stream<Arguments> declarations() {
        String good = rule("good", "Symptom( $service : service )");
        return Stream.of(
                Arguments.of("another package", "package java.lang;\n" + good),
                Arguments.of("an import", PRELUDE + "import java.io.File;\n" + good),
                Arguments.of("a function import", PRELUDE + "import function java.lang.System.exit;\n" + good),
                Arguments.of("a static import", PRELUDE + "import static java.lang.System.exit;\n" + good),
                Arguments.of("an accumulate import", PRELUDE + "import accumulate java.lang.Object exec;\n" + good),
                Arguments.of("a global", PRELUDE + "global java.util.List list;\n" + good),
                Arguments.of("a function", PRELUDE + "function void f() { System.exit(1); }\n" + good),
                Arguments.of("a type", PRELUDE + "declare Fact name : String end\n" + good),
                Arguments.of("an enum", PRELUDE + "declare enum E A, B; end\n" + good),
                Arguments.of("a trait", PRELUDE + "declare trait T end\n" + good),
                Arguments.of("a query", PRELUDE + "query any() Symptom() end\n" + good),
                Arguments.of("a rule unit", "package patterns;\nunit Some;\n" + good),
                Arguments.of("the Java dialect", PRELUDE + "dialect \"java\"\n" + good),
                Arguments.of("the Java dialect of a rule", PRELUDE + good.replace("when", "dialect \"java\" when")),
                Arguments.of("a salience", PRELUDE + good.replace("when", "salience 10 when")),
                Arguments.of(
                        "a salience that is code", PRELUDE + good.replace("when", "salience ( System.exit(1) ) when")),
                Arguments.of(
                        "an enabled that is code",
                        PRELUDE + good.replace("when", "enabled ( System.exit(1) == null ) when")),
                Arguments.of("a timer", PRELUDE + good.replace("when", "timer( 1 ) when")),
                Arguments.of("an agenda group", PRELUDE + good.replace("when", "agenda-group \"x\" when")),
                Arguments.of("a parent", PRELUDE + good + good.replace("\"good\"", "\"bad\" extends \"good\"")),
                Arguments.of("a named consequence", PRELUDE + good.replace("end", "then[x] System.exit(1); end")),
                Arguments.of("a window", PRELUDE + "declare window W Symptom() over window:length(1) end\n" + good),
                Arguments.of("an unknown annotation", PRELUDE + good.replace("when", "@Watch( * ) when")));
    }

    @ParameterizedTest(name = "a file with {0}")
    @MethodSource("declarations")
    void what_does_not_belong_into_a_rule_file_is_refused(String what, String drl) {
        assertThat(problems(folder().with(FILE, drl))).isNotEmpty().allSatisfy(problem -> assertThat(problem.file())
                .isEqualTo(FILE));
    }

    @Test
    void the_rule_that_the_hostile_ones_are_made_of_is_fine() {
        assertThat(RuleBase.compile(folder(rule("good", "$s : Symptom( $service : service )")))
                        .rules())
                .hasSize(1);
    }

    private static List<CatalogueProblem> problems(RuleFiles files) {
        RuleProblems thrown = catchThrowableOfType(RuleProblems.class, () -> RuleBase.compile(files));
        assertThat(thrown).as("the rules are refused").isNotNull();
        return thrown.problems();
    }

    private static Arguments when(String what, String... conditions) {
        return Arguments.of(what, String.join("\n    ", conditions));
    }
}
