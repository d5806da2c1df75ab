package io.explainerror.rules;

import static io.explainerror.rules.Sample.PRELUDE;
import static io.explainerror.rules.Sample.folder;
import static io.explainerror.rules.Sample.rule;
import static io.explainerror.rules.Sample.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What somebody reads who has made a mistake: where it is, what is wrong, what was meant.
class RuleProblemsTest {
    private static final String DRL = "patterns/connection-pool-exhaustion.drl";

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            $s : Symptm( $service : service ) => 8:5: there is no fact type `Symptm`. Did you mean `Symptom`?
            Symptom( $service : servce ) => 8:25: Symptom has no property `servce` that rules may use. Did you mean `service`?
            Symptom( $service : service, growss ) => 8:34: Symptom has no property `growss` that rules may use. Did you mean `grows`?
            Symptom( kind == "pool.aquire-timeout", $service : service ) => 8:19: unknown symptom kind `pool.aquire-timeout`: recognisers/kinds.yaml does not declare it. Did you mean `pool.acquire-timeout`?
            Symptom( kind in ( "retry.atempt" ), $service : service ) => 8:19: unknown symptom kind `retry.atempt`: recognisers/kinds.yaml does not declare it. Did you mean `retry.attempt`?
            LatencyShift( before == "abc", $service : service ) => 8:26: cannot compare a number with a text
            LatencyShift( slower > 2, $service : service ) => 8:26: `>` needs two numbers, but received true or false and a number
            LatencyShift( factor, $service : service ) => 8:19: expected a condition, but this is a number
            Symptom( phase == Phase.OWNPOOL, $service : service ) => 8:29: Phase has no constant `OWNPOOL`. Did you mean `OWN_POOL`?
            Symptom( service == $sevice, $service : service ) => 8:25: `$sevice` is not bound before this place.
            service : Symptom( grows ) => 8:5: bindings begin with a dollar sign: write `$service`
            Symptom( service : service ) => 8:22: expected a comma or the end, but received `:`
            Symptom( grows, $service : service, not fresh ) => 8:45: syntax error
            Symptom( factor > 1 && during > 2, $service : service ) => 8:35: syntax error
            Symptom( kind == "retry.attempt" || == "x", $service : service ) => 8:41: the left side is missing: write `a == 1 || a == 2`, or for texts `a in ( "x", "y" )`
            """)
    void a_mistake_in_a_condition_is_named_with_its_place(String condition, String expected) {
        assertThat(problem(folder(rule("wrong", condition)))).startsWith(DRL + ":" + expected);
    }

    @Test
    void before_and_during_after_an_and_get_a_hint_since_drl_takes_them_for_operators() {
        assertThat(problem(folder(rule("wrong", "Symptom( factor > 1 && during > 2, $service : service )"))))
                .endsWith("put the comparison into brackets, e.g. `grows && (during > 2)`");
    }

    @Test
    void a_negated_flag_gets_a_hint() {
        assertThat(problem(folder(rule("wrong", "Symptom( not grows, $service : service )"))))
                .endsWith("Inside a condition write `!grows` instead of `not grows`");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            @pattern( "connection-pool-exhaustoin" ) @weight( 1 ) @says( "x" ) => 6:5: rule "r": unknown pattern `connection-pool-exhaustoin`: there is no file patterns/connection-pool-exhaustoin.yaml. Did you mean `connection-pool-exhaustion`?
            @pattern( "dependency-slow" ) @says( "x" ) => 5:1: rule "r": the metadata @weight is missing
            @pattern( "dependency-slow" ) @weight( 1 ) => 5:1: rule "r": the metadata @says is missing
            @weight( 1 ) @says( "x" ) => 5:1: rule "r": the metadata @pattern is missing
            @pattern( "dependency-slow" ) @weight( 7 ) @says( "x" ) => 6:35: rule "r": expected log-odds from -5 to 5 and not 0, e.g. @weight( 1.6 ), but received 7
            @pattern( "dependency-slow" ) @weight( 0 ) @says( "x" ) => 6:35: rule "r": expected log-odds from -5 to 5 and not 0, e.g. @weight( 1.6 ), but received 0
            @pattern( "dependency-slow" ) @weight( "much" ) @says( "x" ) => 6:35: rule "r": expected log-odds from -5 to 5 and not 0, e.g. @weight( 1.6 ), but received much
            @pattern( "dependency-slow" ) @weight( -1 ) @says( "x" ) => 6:35: rule "r": a rule that supports or links needs a weight above 0, but received -1.0: use judge.contradicts to speak against a pattern
            @pattern( "dependency-slow" ) @wieght( 1 ) @weight( 1 ) @says( "x" ) => 6:35: rule "r": unknown metadata @wieght. Did you mean `weight`?
            @pattern( "dependency-slow" ) @weight( 1 ) @says( "{servce}" ) => 6:48: rule "r": `{servce}` stands for nothing: the rule binds no `$servce`. Did you mean `$service`?
            @pattern( "dependency-slow" ) @weight( 1 ) @says( "{s.per}" ) => 6:48: rule "r": `{s.per}`: $s is a Symptom and has no property `per`. Did you mean `peer`?
            @pattern( "dependency-slow" ) @weight( 1 ) @says( "{s.peer|ms}" ) => 6:48: rule "r": `{s.peer|ms}`: only numbers take a unit
            @pattern( "dependency-slow" ) @weight( 1 ) @says( "{s.during|sec}" ) => 6:48: rule "r": `{s.during|sec}`: expected |ms, |s, |percent, |rate or |permin, but received |sec
            """)
    void a_mistake_in_the_metadata_is_named_with_its_place(String metadata, String expected) {
        String drl = PRELUDE + "rule \"r\"\n    " + metadata
                + "\nwhen\n    $s : Symptom( $service : service )\nthen\n    judge.supports( drools, $service );\nend\n";

        assertThat(problem(folder().with(DRL, drl))).isEqualTo(DRL + ":" + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            judge.suports( drools, $service ); => 10:11: rule "r": the judge has no `suports`. Did you mean `supports`?
            judge.supports( $service ); => 10:21: rule "r": expected `drools`, but received `$service`
            judge.supports( drools, $during ); => 10:29: rule "r": expected the binding of a service (`$s : service`) or of a fact, but received a number
            judge.supports( drools, $servce ); => 10:29: rule "r": `$servce` is not bound before this place. Did you mean `$service`?
            judge.causes( drools, $service, "dependency-slo", $service ); => 10:37: rule "r": unknown pattern `dependency-slo`: there is no file patterns/dependency-slo.yaml. Did you mean `dependency-slow`?
            judge.supports( drools, $service ) => 10:39: rule "r": expected `;`, but received the end
            """)
    void a_mistake_in_the_consequence_is_named_with_its_place(String consequence, String expected) {
        RuleFiles files =
                folder(saying("r", "1", "x", consequence, "$s : Symptom( $service : service, $during : during )"));

        assertThat(problem(files)).isEqualTo(DRL + ":" + expected);
    }

    @Test
    void a_recipe_that_does_not_exist_is_named_once_there_are_recipes() {
        String asking =
                rule("r", "Symptom( $service : service )").replace("@says", "@ask( \"database-latncy\" ) @says");

        assertThat(RuleBase.compile(folder(asking)).rules()).hasSize(1);
        assertThat(problem(folder(asking).with("recipes/database.yaml", "- id: database-latency\n  title: x\n")))
                .isEqualTo(
                        DRL + ":6:61: rule \"r\": unknown recipe `database-latncy`. Did you mean `database-latency`?");
    }

    @Test
    void a_rule_that_fails_only_when_it_runs_is_found_on_sample_facts() {
        RuleFiles files = folder(
                rule("fine", "Symptom( $service : service )"),
                rule("fails", "Symptom( $service : service, captured[\"pool\"].length() > 2 )"));

        assertThat(problem(files)).startsWith(DRL + ":16:34: rule \"fails\" fails on sample facts: ");
    }

    @Test
    void a_broken_pattern_file_does_not_make_its_rules_wrong() {
        RuleFiles files = folder(rule("fine", "Symptom( $service : service )"))
                .with("patterns/connection-pool-exhaustion.yaml", "title: x\n");

        assertThat(catchThrowableOfType(RuleProblems.class, () -> RuleBase.compile(files))
                        .problems())
                .singleElement()
                .hasToString("patterns/connection-pool-exhaustion.yaml:1:1: expected a key `definition`");
    }

    @Test
    void two_rules_of_one_name_are_refused() {
        String again = PRELUDE + rule("r", "Symptom( $service : service )");

        assertThat(problem(
                        folder(rule("r", "Symptom( $service : service )")).with("patterns/dependency-slow.drl", again)))
                .isEqualTo("patterns/dependency-slow.drl:5:1: rule \"r\" exists already: " + DRL + ":5");
    }

    @Test
    void conditions_that_multiply_are_refused_at_their_line() {
        assertThat(problem(folder(rule("r", "Symptom( $service : service )", "LatencyShift( during > 5 )"))))
                .startsWith(DRL + ":9:5: this condition is combined with those before it without being tied to them");
    }

    @Test
    void all_mistakes_are_told_at_once_in_order() {
        RuleProblems problems = catchThrowableOfType(
                RuleProblems.class,
                () -> RuleBase.compile(folder(
                                rule("one", "Symptom( servce == \"a\", kind == \"x\", $service : service )"),
                                rule("two", "Symptm( $service : service )"))
                        .with("patterns/dependency-slow.yaml", "title: x\ndefiniton: y\n")));

        assertThat(problems.problems())
                .extracting(problem -> problem.file() + ":" + problem.line())
                .containsExactly(
                        DRL + ":8",
                        DRL + ":8",
                        DRL + ":16",
                        "patterns/dependency-slow.yaml:1",
                        "patterns/dependency-slow.yaml:2");
        assertThat(problems.brokenRules()).hasMessageStartingWith("the rules do not compile:\n" + DRL + ":8:");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            definiton: y => 2:12: unknown key `definiton`. Did you mean `definition`?
            prior: much => 2:8: expected a number, but received `much`
            prior: 100 => 2:8: expected log-odds from -10 to 10, but received `100`
            actions: [{do: x, why: y, need: z}] => 2:33: unknown key `need`. Did you mean `needs`?
            actions: [{do: x}] => 2:11: expected a key `why`
            neighbours: [{pattern: nobody, difference: z}] => 2:24: unknown neighbour pattern `nobody`: there is no file patterns/nobody.yaml. Known are: connection-pool-exhaustion, dependency-slow.
            """)
    void a_mistake_in_a_pattern_file_is_named_with_its_place(String line, String expected) {
        String yaml = "title: Slow\n" + line + "\ndefinition: late\n";

        assertThat(problem(folder().with("patterns/dependency-slow.yaml", yaml)))
                .isEqualTo("patterns/dependency-slow.yaml:" + expected);
    }

    @Test
    void a_temperature_of_zero_is_refused() {
        assertThat(catchThrowableOfType(
                                RuleProblems.class,
                                () -> Knowledge.compile(folder().with("calibration.yaml", "temperature: 0\n")))
                        .problems())
                .singleElement()
                .hasToString(
                        "calibration.yaml:1:14: temperature: expected a number above 0 and up to 100, but received 0.0");
    }

    private static String problem(RuleFiles files) {
        RuleProblems thrown = catchThrowableOfType(RuleProblems.class, () -> RuleBase.compile(files));
        assertThat(thrown).as("the rules are refused").isNotNull();
        return thrown.problems().getFirst().toString();
    }
}
