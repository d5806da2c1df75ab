package io.explainerror.rules;

import io.explainerror.model.Calibration;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Signal;
import io.explainerror.signal.Recogniser;
import io.explainerror.signal.RecogniserCheck;
import io.explainerror.signal.Recognisers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// One version of everything that judgements rest on. Immutable: whoever holds it judges by one version from start to
/// end, whatever is saved meanwhile.
///
/// @param files       what it was made of
/// @param rules       patterns and their rules
/// @param recognisers what turns log records into symptoms
/// @param calibration how sure weights make us
/// @param lints       what is probably not meant, though it works; only complete when the rules were not known before
public record Knowledge(
        RuleFiles files,
        RuleBase rules,
        Recognisers recognisers,
        Calibration calibration,
        List<CatalogueProblem> lints) {
    public Knowledge {
        lints = List.copyOf(lints);
    }

    /// Checks and compiles a rule folder.
    ///
    /// @throws RuleProblems with everything that is wrong, in all catalogues
    public static Knowledge compile(RuleFiles files) {
        return compile(files, RehearsalMemory.NONE);
    }

    /// As [#compile(RuleFiles)], for a program that has seen these rules before.
    public static Knowledge compile(RuleFiles files, RehearsalMemory memory) {
        boolean known = memory.knows(files.version());
        // the two catalogues know nothing of each other: they are compiled side by side
        CompletableFuture<Symptoms> compiling = CompletableFuture.supplyAsync(() -> Symptoms.compile(files, !known));
        Knowledge knowledge =
                compile(files, () -> RuleBase.compile(files, known ? memory : RehearsalMemory.NONE), compiling);
        if (!known) {
            memory.remember(files.version());
        }
        return knowledge;
    }

    /// Checks and compiles the next version of these files, taking over what has not changed.
    ///
    /// @throws RuleProblems with everything that is wrong, in all catalogues
    public Knowledge next(RuleFiles next) {
        RuleFiles shared = next.sharing(files);
        return compile(
                shared,
                () -> rules.next(shared),
                shared.sameIn("recognisers", files)
                        ? CompletableFuture.completedFuture(new Symptoms(recognisers, recogniserLints()))
                        : CompletableFuture.supplyAsync(() -> Symptoms.compile(shared, true)));
    }

    /// What was said of the recognisers when they were tried.
    private List<CatalogueProblem> recogniserLints() {
        return lints.stream()
                .filter(lint -> lint.file().startsWith("recognisers/"))
                .toList();
    }

    private static Knowledge compile(
            RuleFiles files, Supplier<RuleBase> compiler, CompletableFuture<Symptoms> compiling) {
        Problems problems = new Problems();
        Calibration calibration = CalibrationFile.read(files, problems);
        try {
            RuleBase rules = compiler.get();
            Symptoms symptoms = compiling.join();
            symptoms.problems().forEach(problems::add);
            problems.throwIfAny();
            rules.lints(symptoms.emitted()).forEach(problems::add);
            return new Knowledge(files, rules, symptoms.recognisers(), calibration, problems.lints());
        } catch (RuleProblems e) {
            compiling.join().problems().forEach(problems::add);
            e.problems().forEach(problems::add);
            problems.throwIfAny();
            throw e;
        }
    }

    /// @param problems of the recognisers, and of what they claim when they were tried
    private record Symptoms(Recognisers recognisers, List<CatalogueProblem> problems) {
        static Symptoms compile(RuleFiles files, boolean tried) {
            Recognisers recognisers = Recognisers.compile(files.texts());
            return new Symptoms(
                    recognisers,
                    tried && recognisers.problems().isEmpty()
                            ? RecogniserCheck.check(recognisers)
                            : recognisers.problems());
        }

        Set<String> emitted() {
            return recognisers.recognisers().stream().map(Recogniser::symptom).collect(Collectors.toSet());
        }
    }

    /// What every rule of a pattern makes of signals.
    ///
    /// @param said what the rules said about the same signals
    public Why why(String pattern, Collection<Signal> signals, Testimony said) {
        Map<String, List<Why.Said>> says = new HashMap<>();
        said.firings().forEach(firing -> says.computeIfAbsent(firing.rule().name(), _ -> new ArrayList<>())
                .add(new Why.Said(firing.service(), firing.says())));
        said.links().forEach(link -> says.computeIfAbsent(link.rule().name(), _ -> new ArrayList<>())
                .add(new Why.Said(link.causeService(), link.says())));
        List<RuleInfo> own = rules.rules().stream()
                .filter(rule -> rule.pattern().equals(pattern))
                .toList();
        List<RuleInfo> silent =
                own.stream().filter(rule -> !says.containsKey(rule.name())).toList();
        Map<String, Why.Gap> gaps = new WhyNot(files, silent, Facts.of(signals).kept()).gaps();
        return new Why(
                pattern,
                own.stream()
                        .map(rule -> new Why.Trial(
                                rule,
                                says.getOrDefault(rule.name(), List.of()).stream()
                                        .distinct()
                                        .toList(),
                                Optional.ofNullable(gaps.get(rule.name()))))
                        .sorted(Comparator.comparing((Why.Trial trial) -> !trial.fired())
                                .thenComparing(trial -> -Math.abs(trial.rule().weight()))
                                .thenComparing(trial -> trial.rule().name()))
                        .toList());
    }

    /// SHA-256 of the files.
    public String version() {
        return rules.version();
    }
}
