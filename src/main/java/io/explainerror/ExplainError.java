package io.explainerror;

import io.explainerror.evaluate.Difference;
import io.explainerror.evaluate.Hits;
import io.explainerror.model.Calibration;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemException.BrokenRules;
import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.rules.LiveKnowledge;
import io.explainerror.rules.Press;
import io.explainerror.rules.RehearsalMemory;
import io.explainerror.rules.RuleFiles;
import io.explainerror.rules.RuleProblems;
import io.explainerror.rules.RuleSource;
import io.explainerror.rules.RuleWatch;
import io.explainerror.rules.WrittenCalibration;
import io.explainerror.ruletest.RuleTests;
import io.explainerror.ruletest.TestRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// ExplainError as its faces know it: opens rule folders and explains incidents by them. Start reading in [Chain].
public final class ExplainError implements Workshop {
    private final Clock clock;
    private final VersionSettings versions;

    /// Goes by the system's clock, and keeps versions of the rules where the environment says.
    public ExplainError() {
        this(Clock.systemUTC(), VersionSettings.of(System.getenv()::get));
    }

    /// @param clock    tells when rules were loaded and completes log times without a year
    /// @param versions where versions of the rules are kept
    public ExplainError(Clock clock, VersionSettings versions) {
        this.clock = clock;
        this.versions = versions;
    }

    @Override
    public Explainer open(RuleSource rules) {
        RehearsalMemory memory = RehearsalMemory.configured();
        return explainer(
                load(rules, files -> BuiltInEdition.of(files).orElseGet(() -> Edition.compile(files, memory))));
    }

    @Override
    public Explainer open(RuleSource rules, String version) {
        RuleFiles files = files(rules, version);
        return explainer(load(new RuleSource.Fixed(files), Edition::compile));
    }

    private Explainer explainer(LiveKnowledge<Edition> live) {
        Chain chain = new Chain(clock);
        return new LiveExplainer(live, new KeptVersions(versions, clock), chain, chain::close);
    }

    /// The files of a version: those of the folder when it is in that version, else kept ones.
    private RuleFiles files(RuleSource rules, String version) {
        RuleFiles now = read(rules);
        return version.length() >= KeptVersions.SHORTEST && now.version().startsWith(version) ? now : kept(version);
    }

    private RuleFiles kept(String version) {
        return new RuleFiles(new KeptVersions(versions, clock).find(version, "").files());
    }

    @Override
    public Explainer watch(RuleSource rules, Optional<Path> dataset) {
        KeptVersions kept = new KeptVersions(versions, clock);
        Chain chain = new Chain(clock);
        ServicePress press = new ServicePress(rules, chain, kept, dataset);
        LiveKnowledge<Edition> live = load(rules, press);
        RuleWatch watch = live.watch();
        return new LiveExplainer(live, kept, chain, () -> {
            watch.close();
            press.close();
            chain.close();
        });
    }

    private LiveKnowledge<Edition> load(RuleSource rules, Press<Edition> press) {
        try {
            return LiveKnowledge.load(rules, press, clock);
        } catch (RuleProblems e) {
            throw e.brokenRules();
        }
    }

    private static RuleFiles read(RuleSource rules) {
        try {
            return rules.read();
        } catch (RuleProblems e) {
            throw e.brokenRules();
        }
    }

    @Override
    public Hits.Count hits(RuleSource rules, Path dataset, Consumer<String> progress) {
        Edition edition = load(rules, Edition::compile).current();
        try (Chain chain = new Chain(clock)) {
            return new Trial(chain, new Shelf(chain, 0)).hits(edition, dataset, progress);
        }
    }

    @Override
    public Difference difference(String before, String after, Path dataset, Consumer<String> progress) {
        RuleFiles old = folderOrVersion(before);
        RuleFiles now = folderOrVersion(after);
        Edition oldEdition = compiled(before, () -> Edition.compile(old));
        Edition newEdition = compiled(after, () -> oldEdition.next(now));
        try (Chain chain = new Chain(clock)) {
            return new Trial(chain, new Shelf(chain, 0)).difference(oldEdition, newEdition, dataset, progress);
        }
    }

    private RuleFiles folderOrVersion(String name) {
        return Files.isDirectory(Path.of(name)) ? read(new RuleSource.Folder(Path.of(name))) : kept(name);
    }

    private static Edition compiled(String name, Supplier<Edition> compiler) {
        try {
            return compiler.get();
        } catch (RuleProblems e) {
            throw new BrokenRules("the rules of " + name + " do not compile:\n" + e.getMessage());
        }
    }

    @Override
    public List<CatalogueProblem> check(RuleSource rules, Map<String, String> edits) {
        try {
            return check(rules.read(), edits);
        } catch (RuleProblems e) {
            return e.problems();
        }
    }

    static List<CatalogueProblem> check(RuleFiles files, Map<String, String> edits) {
        RuleFiles edited = files;
        for (Map.Entry<String, String> edit : edits.entrySet()) {
            edited = edited.with(edit.getKey(), edit.getValue());
        }
        try {
            return Edition.compile(edited).knowledge().lints();
        } catch (RuleProblems e) {
            return e.problems();
        }
    }

    @Override
    public void calibrate(RuleSource rules, double temperature) {
        Path folder = rules.path()
                .orElseThrow(() -> new UnreadableInput("the rules that are part of the program cannot be calibrated:"
                        + " export them to a folder and name it with --rules"));
        WrittenCalibration.save(folder, new Calibration(temperature));
    }

    @Override
    public TestRun test(RuleSource rules, List<Path> tests) {
        Edition edition = load(rules, Edition::compile).current();
        RuleTests read = RuleTests.read(tests, Courtroom.vocabulary(edition.knowledge()));
        try (Chain chain = new Chain(clock)) {
            return read.run(new Courtroom(chain, new Shelf(chain, 0), edition));
        }
    }

    @Override
    public int export(Path folder, boolean overwrite) {
        return new Export(folder, overwrite).write(new RuleSource.Embedded().read());
    }
}
