package io.explainerror.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.Explainer;
import io.explainerror.FixedExplainer;
import io.explainerror.Hints;
import io.explainerror.Knowledge;
import io.explainerror.SampleJudgement;
import io.explainerror.cli.Shell.Ended;
import io.explainerror.evaluate.Differences;
import io.explainerror.evaluate.Hits;
import io.explainerror.evaluate.Truth;
import io.explainerror.intake.Incident;
import io.explainerror.judge.Deliberation;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.Firing;
import io.explainerror.model.Judgement;
import io.explainerror.model.Pattern;
import io.explainerror.model.ProblemException.BrokenRules;
import io.explainerror.model.ProblemException.BudgetExceeded;
import io.explainerror.model.ProblemException.InputTooLarge;
import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.model.ProblemKind;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Signal;
import io.explainerror.model.Verdict;
import io.explainerror.rules.Why;
import io.explainerror.ruletest.Expectation;
import io.explainerror.ruletest.Outcome;
import io.explainerror.ruletest.RuleTest;
import io.explainerror.ruletest.TestRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainErrorCommandTest {
    private final Shell shell = new Shell(FixedExplainer.exhaustedPool());

    @Test
    void aMisspeltOptionIsWrongUsageAndTheRightOneIsNamed() {
        Ended ended = shell.run("explain --formt json dataset/inc-0016");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err())
                .contains("explainerror: Unknown option: '--formt'", "--format", "explainerror explain --help");
    }

    @Test
    void aMisspeltCommandIsWrongUsageAndTheRightOneIsNamed() {
        Ended ended = shell.run("explian dataset/inc-0016");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("explian", "Did you mean: explainerror explain");
    }

    @Test
    void anUnknownFormatIsWrongUsageAndTheKnownOnesAreListed() {
        Ended ended = shell.run("explain --format yaml dataset/inc-0016");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("[TEXT, JSON, MARKDOWN, HTML]", "'yaml'");
    }

    @Test
    void aMalformedInstantIsWrongUsageAndAGoodOneIsShown() {
        Ended ended = shell.run("explain --at noon dataset/inc-0016");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("expected an instant such as 2026-05-04T03:12:09Z, but received 'noon'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rules"})
    void aMissingCommandIsWrongUsage(String arguments) {
        Ended ended = shell.run(arguments);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("explainerror: a command is missing: ");
    }

    @Test
    void nothingToExplainOnATerminalIsWrongUsage() {
        Ended ended = shell.terminal(new Terminal(true, true, true, true)).run("explain");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("name a log file or bundle folder, or pipe a log in");
    }

    @Test
    void whatIsPipedInIsExplained() {
        Ended ended = shell.stdin("a line\n").run("explain --format json");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("connection-pool-exhaustion");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsUnreadableInput() {
        Ended ended = shell.run("explain nowhere.log");

        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).startsWith("explainerror: nowhere.log: no such file or folder");
    }

    @Test
    void outputIsPlainWhenPiped() {
        assertThat(shell.run("explain dataset/inc-0016").out())
                .contains("connection-pool-exhaustion")
                .doesNotContain("\u001b[");
    }

    @Test
    void outputIsColouredOnATerminalOrOnRequest() {
        assertThat(shell.run("explain dataset/inc-0016 --color always").out()).contains("\u001b[");
        Terminal terminal = new Terminal(false, true, false, true);
        assertThat(new Shell(FixedExplainer.exhaustedPool())
                        .terminal(terminal)
                        .run("explain dataset/inc-0016")
                        .out())
                .contains("\u001b[");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "markdown", "html", "JSON"})
    void everyFormatNamesThePattern(String format) {
        Ended ended = shell.run("explain dataset/inc-0016 --format " + format);

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("checkout");
    }

    @Test
    void aVerdictThatIsReachedFailsTheScriptThatAsked() {
        assertThat(shell.run("explain dataset/inc-0016 --fail-on likely").code())
                .isEqualTo(1);
        assertThat(shell.run("explain dataset/inc-0016 --fail-on possible").code())
                .isEqualTo(1);
        assertThat(shell.run("explain dataset/inc-0016 --fail-on confirmed").code())
                .isZero();
    }

    @Test
    void aHealthySystemFailsNoScript() {
        Judgement healthy = SampleJudgement.of(Pattern.HEALTHY, "", Verdict.CONFIRMED);

        assertThat(new Shell(new FixedExplainer(healthy))
                        .run("explain dataset/inc-0016 --fail-on possible")
                        .code())
                .isZero();
    }

    @Test
    void ruleTestsThatFailHaveAnExitCodeOfTheirOwn(@TempDir Path folder) {
        Path junit = folder.resolve("reports/rules.xml");
        Expectation nothing = new Expectation(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        RuleTest test = new RuleTest("x.yaml", 3, "pool empty", new RuleTest.Situation.Written(List.of()), nothing);
        Outcome failed = new Outcome(test, List.of("expected this"), Optional.empty(), Duration.ofMillis(4));

        Ended ended = shell.ruleTests(new TestRun(List.of(failed), List.of()))
                .run("rules test --rules rules --junit " + junit);

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.out()).contains("FAILED x.yaml:3: pool empty", "1 rule test, 1 failed");
        assertThat(junit).content().contains("<failure message=\"expected this\">");
    }

    @Test
    void ruleTestsThatPassAreFine() {
        Ended ended = shell.run("rules test --rules rules");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("0 rule tests, all passed");
    }

    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of(new UnreadableInput("dataset/inc-0016: no such file"), 5),
                Arguments.of(new InputTooLarge("dataset/inc-0016: larger than 1 GiB"), 5),
                Arguments.of(new BrokenRules("patterns/x.drl:3:1: mismatched input"), 3),
                Arguments.of(new BudgetExceeded("judging took longer than 5 s"), 1));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void aProblemIsOneLineAndHasItsExitCode(RuntimeException problem, int code) {
        Ended ended = new Shell(new Failing(problem)).run("explain dataset/inc-0016");

        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isEqualToNormalizingNewlines("explainerror: " + problem.getMessage() + "\n");
    }

    @Test
    void anErrorOfOurOwnIsOneLineUnlessDebuggingIsAskedFor() {
        Explainer failing = new Failing(new IllegalStateException("boom"));

        Ended quiet = new Shell(failing).run("explain dataset/inc-0016");
        assertThat(quiet.code()).isEqualTo(1);
        assertThat(quiet.err().lines()).hasSize(1);
        assertThat(quiet.err()).contains("boom", "--debug");

        assertThat(new Shell(failing).run("explain dataset/inc-0016 --debug").err())
                .contains("\tat io.explainerror");
    }

    @Test
    void aReaderThatWentAwayIsNoError() {
        Ended ended = shell.out(new Unwritable("Broken pipe")).run("explain dataset/inc-0016");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void aFullDiskIsAnError() {
        Ended ended = shell.out(new Unwritable("No space left on device")).run("explain dataset/inc-0016");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("cannot write to standard output: No space left on device");
    }

    @Test
    void anAlertFileThatIsNotThereIsUnreadableInput() {
        Ended ended = shell.run("explain dataset/inc-0016 --alert nowhere/alert.json");

        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).startsWith("explainerror: nowhere/alert.json: expected an alert.json");
    }

    @Test
    void aRuleFolderThatIsNotThereIsNamed() {
        Ended ended = shell.run("explain dataset/inc-0016 --rules nowhere");

        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).startsWith("explainerror: nowhere: expected a folder with rules");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain",
                "serve",
                "rules",
                "rules check",
                "rules list",
                "rules show",
                "rules diff",
                "rules export"
            })
    void everyCommandsHelpShowsExamplesAndExitCodes(String command) {
        Ended ended = shell.run(command + " --help");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("Examples:", "explainerror " + command.split(" ")[0], "Exit codes:");
    }

    @Test
    void theVersionIsData() {
        Ended ended = shell.run("--version");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("explainerror ");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void goodRulesPassTheCheck() {
        assertThat(shell.run("rules check").code()).isZero();
    }

    @Test
    void badRulesFailTheCheckWithEveryProblem() {
        Ended ended = shell.problems(new CatalogueProblem("patterns/x.drl", 3, 1, "mismatched input"))
                .run("rules check");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEqualTo("patterns/x.drl:3:1: mismatched input\n");
    }

    private static final CatalogueProblem ERROR =
            new CatalogueProblem(ProblemKind.UNKNOWN_FIELD, "patterns/disk-full.drl", 3, 1, "no `ful`");
    private static final CatalogueProblem WARNING =
            new CatalogueProblem(ProblemKind.NEVER_HOLDS, "patterns/disk-full.drl", 4, 5, "never");
    private static final CatalogueProblem NOTE =
            new CatalogueProblem(ProblemKind.GROUP_OF_ONE, "patterns/disk-full.drl", 5, 5, "alone");

    @Test
    void warningsOfTheRulesFailOnlyWhoIsStrict() {
        Ended lenient = shell.problems(WARNING).run("rules check");

        assertThat(lenient.code()).isZero();
        assertThat(lenient.out()).isEqualTo("patterns/disk-full.drl:4:5: warning: never\n");
        assertThat(shell.out(new ByteArrayOutputStream())
                        .run("rules check --strict")
                        .code())
                .isEqualTo(3);
    }

    @Test
    void notesAboutTheRulesAreForThoseWhoAsk() {
        assertThat(shell.problems(NOTE).run("rules check --strict"))
                .returns(0, Ended::code)
                .returns("the rules are fine\n", Ended::out);
        assertThat(shell.out(new ByteArrayOutputStream()).run("rules check --strict --notes"))
                .returns(0, Ended::code)
                .returns("patterns/disk-full.drl:5:5: note: alone\n", Ended::out);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            json => "id" : "unknown-field"
            sarif => "ruleId" : "unknown-field"
            github => ::error file=rules/patterns/disk-full.drl,line=3,col=1,title=unknown-field::no `ful`
            TEXT => patterns/disk-full.drl:3:1: no `ful`
            """)
    void problemsOfTheRulesComeInEveryFormat(String format, String expected) {
        Ended ended = shell.problems(ERROR).run("rules check --format " + format);

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).contains(expected);
    }

    @Test
    void aFileOfTheRulesIsCheckedAlone() {
        Ended ended = shell.problems(WARNING, ERROR, new CatalogueProblem("patterns/tls-failure.yaml", 1, 1, "other"))
                .run("rules check rules/patterns/disk-full.drl");

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).isEqualTo("""
                rules/patterns/disk-full.drl:4:5: warning: never
                rules/patterns/disk-full.drl:3:1: no `ful`
                """);
        assertThat(ended.err()).startsWith("explainerror: rules: 1 error in other files");
    }

    @Test
    void aSoundFileAmongBrokenOnesIsNotCalledFine() {
        Ended ended = shell.problems(ERROR).run("rules check rules/patterns/tls-failure.yaml");

        assertThat(ended).returns(3, Ended::code).returns("", Ended::out);
        assertThat(ended.err()).startsWith("explainerror: rules: 1 error in other files");
    }

    @Test
    void aFileThatIsNoneOfTheRulesCannotBeRead() {
        Ended ended = shell.run("rules check pom.xml");

        assertThat(ended.code()).isEqualTo(5);
        assertThat(ended.err()).startsWith("explainerror: pom.xml: expected a .drl file, or a .yaml file in a folder");
    }

    @Test
    void rulesAreListedUnderTheirPatternWithWeightAndPlace() {
        assertThat(shell.run("rules list").out())
                .contains(
                        "connection-pool-exhaustion: Connection pool exhausted",
                        "+1.6  callers wait for a connection of their own pool"
                                + "  (patterns/connection-pool-exhaustion.drl:5)");
    }

    @Test
    void whyPrintsEveryRuleOfAPatternAndWhatKeptASilentOneFromFiring() {
        Ended ended = shell.run("explain dataset/inc-0016 --why connection-pool-exhaustion");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("connection-pool-exhaustion: 1 of 2 rules fired")
                .contains("fired  +1.6  callers wait for a connection of their own pool")
                .contains("checkout: checkout waits for its own pool")
                .contains("no match for condition 2: LatencyShift( service == $db, factor() >= 3 )")
                .contains(
                        "factor() >= 3: the highest was 1.4 (p95 of orders-db seen by checkout: 14 ms, 10 ms before)");
        assertThat(shell.run("explain dataset/inc-0016 --why connection-pool-exhaustion --format json")
                        .out())
                .contains("\"fired\" : false", "\"number\" : 2", "\"near\" : \"factor() >= 3: the highest was 1.4\"");
    }

    @Test
    void whyOfAMisspeltPatternIsWrongUsageAndTheRightOneIsNamed() {
        Ended ended = shell.run("explain dataset/inc-0016 --why conection-pool-exhaustion");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("there is no pattern", "Did you mean `connection-pool-exhaustion`");
    }

    @Test
    void calibrateComparesAndLeavesTheRulesAloneUnlessToldOtherwise() {
        Ended ended = shell.run("calibrate dataset --format json");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("\"temperature\" : 1.0", "\"fitted\"", "\"afterFitOnOtherGroups\"");
        assertThat(shell.calibrated()).isEmpty();
    }

    @Test
    void calibrateWritesTheFittedTemperature() {
        Ended ended = shell.run("calibrate dataset --write");

        assertThat(ended.out()).contains("1.000 is in force");
        assertThat(shell.calibrated()).hasSize(1).allSatisfy(temperature -> assertThat(temperature)
                .isBetween(0.2, 5.0));
    }

    @Test
    void aFolderOfErrorTextsIsClassified() {
        Ended ended = shell.run("evaluate dataset/errors --fail-under 0.99");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).contains("texts", "classification right", "axios-429.json: expected throttling");
        assertThat(shell.run("evaluate dataset/errors --format json").out()).contains("\"accuracy\"");
        assertThat(shell.run("evaluate dataset/errors --format markdown").out()).contains("| texts | 34 |");
    }

    @Test
    void onADatasetEveryRuleIsListedWithHowOftenItFiredAndWasRight() {
        assertThat(shell.hits(hits()).run("rules list --on dataset").out())
                .contains("pool-exhaustion.drl:5)  fired on 2 of 3 incidents: 1 right, 1 wrong");
        assertThat(new Shell(FixedExplainer.exhaustedPool())
                        .hits(silent())
                        .run("rules list --on dataset")
                        .out())
                .contains("fired on none of 1 incidents");
    }

    @Test
    void rulesAreListedForPrograms() {
        assertThat(shell.hits(hits())
                        .run("rules list --on dataset --format json")
                        .out())
                .contains("\"version\" : \"abc123\"", "\"weight\" : 1.6", "\"incidents\" : 3,")
                .contains("\"right\" : 1,", "\"wrong\" : 1");
        assertThat(new Shell(FixedExplainer.exhaustedPool())
                        .run("rules list --format json")
                        .out())
                .contains("\"group\" : \"pool\"")
                .doesNotContain("\"fired\"");
    }

    @Test
    void aPatternIsShownWithItsRules() {
        assertThat(shell.hits(hits())
                        .run("rules show connection-pool-exhaustion --on dataset")
                        .out())
                .contains(
                        "connection-pool-exhaustion: Connection pool exhausted",
                        "Callers wait for a connection of their own pool.",
                        "says: {service} waits for its own pool",
                        "group: pool, of which the strongest counts",
                        "fired on 2 of 3 incidents: 1 right, 1 wrong");
    }

    @Test
    void aRuleIsShownAsItIsWritten() {
        String name = "callers wait for a connection of their own pool";

        assertThat(shell.run("rules", "show", name).out())
                .contains(
                        "(patterns/connection-pool-exhaustion.drl:5)",
                        "supports connection-pool-exhaustion",
                        "rule \"" + name + "\"\nwhen\nthen\nend");
        assertThat(shell.run("rules", "show", name, "--format", "json").out()).contains("\"source\" : \"rule ");
    }

    @Test
    void aMisspeltPatternIsToldWithWhatWasMeant() {
        Ended ended = shell.run("rules show conection-pool-exhaustion");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .contains("there is no pattern or rule `conection-pool-exhaustion`.")
                .contains("Did you mean `connection-pool-exhaustion`?");
    }

    @Test
    void whatAnEditDoesIsToldInThreeForms() {
        shell.difference(Differences.sample());

        assertThat(shell.run("rules diff rules my-rules --on dataset").out())
                .startsWith("Rules aaaaaaaa -> bbbbbbbb\n")
                .contains("inc-1: unknown in checkout LIKELY 0.40 -> ");
        assertThat(new Shell(FixedExplainer.exhaustedPool())
                        .difference(Differences.sample())
                        .run("rules diff rules my-rules --on dataset --format markdown")
                        .out())
                .startsWith("## Rules");
        assertThat(new Shell(FixedExplainer.exhaustedPool())
                        .difference(Differences.sample())
                        .run("rules diff rules my-rules --on dataset --format json")
                        .out())
                .startsWith("{");
    }

    @Test
    void aDifferenceNeedsIncidents() {
        Ended ended = shell.run("rules diff rules my-rules");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("--on");
    }

    @Test
    void aDecisionIsMadeAgainByAVersionThatIsKept(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("a.log"), "a line\n");

        assertThat(shell.run("explain " + log + " --rules-version def456 --format json")
                        .out())
                .contains("\"verdict\": \"POSSIBLE\"");
    }

    @Test
    void aVersionThatIsNotKeptIsToldWithThoseThatAre(@TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("a.log"), "a line\n");

        Ended ended = shell.run("explain " + log + " --rules-version 999999");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("version 999999 of the rules is not kept; kept here: abc1230000, def4560000");
    }

    private static Hits.Count hits() {
        RuleInfo rule = FixedExplainer.exhaustedPool().knowledge().rules().getFirst();
        Truth truth = new Truth(rule.pattern(), "checkout", List.of(), List.of());
        Hits.Count count = new Hits.Count();
        count.add(truth, List.of(new Firing(rule, "checkout", "", List.of())), List.of());
        count.add(truth, List.of(new Firing(rule, "edge", "", List.of())), List.of());
        count.add(truth, List.of(), List.of());
        return count;
    }

    private static Hits.Count silent() {
        Hits.Count count = new Hits.Count();
        count.add(new Truth("healthy", "", List.of(), List.of()), List.of(), List.of());
        return count;
    }

    @Test
    void serveTellsOfADatasetWhenAsked() {
        assertThat(shell.run("serve --dataset incidents").out())
                .isEqualToIgnoringNewLines("serving 127.0.0.1:8080 telling of incidents");
    }

    @Test
    void serveListensOnTheOwnMachineUnlessToldOtherwise() {
        assertThat(shell.run("serve").out()).isEqualToIgnoringNewLines("serving 127.0.0.1:8080");
        assertThat(new Shell(FixedExplainer.exhaustedPool())
                        .run("serve --port 9000 --host 0.0.0.0")
                        .out())
                .isEqualToIgnoringNewLines("serving 0.0.0.0:9000");
    }

    /// Fails whatever it is asked.
    private record Failing(RuntimeException problem) implements Explainer {
        @Override
        public Judgement explain(Incident incident, Hints hints, LongConsumer progress) {
            throw problem;
        }

        @Override
        public Deliberation deliberate(Incident incident, Hints hints) {
            throw problem;
        }

        @Override
        public Why why(Incident incident, Hints hints, String pattern) {
            throw problem;
        }

        @Override
        public Judgement explainSignals(List<Signal> signals) {
            throw problem;
        }

        @Override
        public List<CatalogueProblem> check(Map<String, String> edits) {
            throw problem;
        }

        @Override
        public Knowledge knowledge() {
            throw problem;
        }
    }

    private static final class Unwritable extends OutputStream {
        private final String reason;

        Unwritable(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(reason);
        }
    }

    @Test
    void theRulesOfTheProgramAreExportedForEditing() {
        Ended ended = shell.run("rules export somewhere --overwrite");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("to somewhere, overwriting: true", "2 files written to somewhere");
    }
}
