package io.explainerror.rules;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.Pattern;
import io.explainerror.model.ProblemException;
import io.explainerror.model.ProblemKind;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Signal;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// One version of the rules, compiled. Immutable, and safe to use from many threads.
///
/// A base that exists has been checked: every rule keeps to the language of rules, names only facts, properties, kinds,
/// patterns and recipes that exist, and has run on sample facts.
public final class RuleBase {
    /// How long one judgement may take.
    static final Duration LIMIT = Duration.ofSeconds(2);

    private final String version;
    private final PatternCatalogue catalogue;
    private final Map<String, DraftRule> rules;
    private final ReadRules read;
    private final Engine engine;
    private final List<CatalogueProblem> lints;
    private final TimeLimit timeLimit;

    private RuleBase(
            String version,
            PatternCatalogue catalogue,
            Map<String, DraftRule> rules,
            ReadRules read,
            Engine engine,
            List<CatalogueProblem> lints) {
        this.version = version;
        this.catalogue = catalogue;
        this.rules = rules;
        this.read = read;
        this.engine = engine;
        this.lints = lints;
        this.timeLimit = new TimeLimit();
    }

    /// Checks and compiles the patterns of a rule folder.
    ///
    /// @throws RuleProblems with everything that is wrong, if anything is
    public static RuleBase compile(RuleFiles files) {
        return compile(files, RehearsalMemory.NONE);
    }

    static RuleBase compile(RuleFiles files, RehearsalMemory memory) {
        return compile(files, memory, ReadRules.NONE);
    }

    /// Compiles the next version of these rules; files that did not change are not read again.
    RuleBase next(RuleFiles files) {
        return compile(files, RehearsalMemory.NONE, read);
    }

    private static RuleBase compile(RuleFiles files, RehearsalMemory memory, ReadRules before) {
        Problems problems = new Problems();
        Words words = Words.of(files, problems);
        PatternCatalogue catalogue = PatternCatalogue.parse(files, words.recipes(), problems);
        ReadRules read = before.next(files, words);
        read.report(problems);
        List<DrlFile.Checked> checked = read.checked();
        Map<String, DraftRule> rules = byName(checked, problems);
        problems.throwIfAny();
        Engine engine = Engine.compile(checked, problems);
        problems.throwIfAny();
        if (!memory.knows(files.version())) {
            new Rehearsal(read.words()).check(engine, checked, problems);
            problems.throwIfAny();
            memory.remember(files.version());
        }
        Lints.find(rules.values(), catalogue.patterns().keySet(), problems);
        return new RuleBase(files.version(), catalogue, rules, read, engine, problems.lints());
    }

    private static Map<String, DraftRule> byName(List<DrlFile.Checked> files, Problems problems) {
        Map<String, DraftRule> rules = new LinkedHashMap<>();
        for (DrlFile.Checked file : files) {
            for (DraftRule rule : file.rules()) {
                DraftRule other = rules.putIfAbsent(rule.info().name(), rule);
                if (other != null) {
                    problems.add(
                            ProblemKind.DUPLICATE_RULE,
                            rule.source().header(),
                            "rule \"" + rule.info().name() + "\" exists already: "
                                    + other.info().file() + ":" + other.info().line());
                }
            }
        }
        return rules;
    }

    /// SHA-256 of the files it was made of.
    public String version() {
        return version;
    }

    /// What is probably not meant, though it works, as far as rules and patterns alone tell.
    ///
    /// @param emitted the symptom kinds that recognisers emit
    List<CatalogueProblem> lints(Set<String> emitted) {
        Problems problems = new Problems();
        lints.forEach(problems::add);
        Lints.neverEmitted(rules.values(), emitted, problems);
        return problems.sorted();
    }

    /// All rules, sorted by pattern and name.
    public List<RuleInfo> rules() {
        return rules.values().stream()
                .map(DraftRule::info)
                .sorted(Comparator.comparing(RuleInfo::pattern).thenComparing(RuleInfo::name))
                .toList();
    }

    /// How the rules are written, by name: from the word `rule` to its `end`.
    public SortedMap<String, String> sources() {
        SortedMap<String, String> sources = new TreeMap<>();
        for (DrlFile.Checked file : read.checked()) {
            file.rules().forEach(rule -> sources.put(rule.info().name(), file.source(rule)));
        }
        return sources;
    }

    /// The rules that speak for or against a pattern, without those that link a cause to its effect.
    public List<RuleInfo> evidenceRules() {
        return rules().stream()
                .filter(rule -> requireRule(rule.name()).calls().stream().noneMatch(c -> c.kind() == Call.Kind.CAUSES))
                .toList();
    }

    private DraftRule requireRule(String name) {
        return Objects.requireNonNull(rules.get(name), name);
    }

    /// All patterns of the catalogue by id. Rules may also speak of [Pattern#HEALTHY] and [Pattern#UNKNOWN] when these
    /// have no file.
    public SortedMap<String, Pattern> patterns() {
        return catalogue.patterns();
    }

    /// The patterns with their recipes.
    public PatternCatalogue catalogue() {
        return catalogue;
    }

    /// Lets the rules look at signals. The same signals in any order give the same testimony.
    ///
    /// @throws ProblemException.BudgetExceeded when they take longer than two seconds or fire without end
    public Testimony fire(Collection<? extends Signal> signals) {
        return fire(signals, LIMIT);
    }

    /// How many judgements were left behind and still run.
    int abandoned() {
        return timeLimit.abandoned();
    }

    Testimony fire(Collection<? extends Signal> signals, Duration limit) {
        long start = System.nanoTime();
        Facts facts = Facts.of(signals);
        Bench bench = new Bench(rules);
        int fired = timeLimit.run(limit, () -> engine.run(facts.kept(), bench, limit));
        TestimonyOrder order = new TestimonyOrder(facts.kept());
        return new Testimony(
                order.firings(bench.firings()),
                order.links(bench.links()),
                new Testimony.Stats(facts.kept().size(), facts.dropped(), fired, System.nanoTime() - start));
    }
}
