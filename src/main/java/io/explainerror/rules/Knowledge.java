package io.explainerror.rules;

import io.explainerror.model.Calibration;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.signal.Recogniser;
import io.explainerror.signal.RecogniserCheck;
import io.explainerror.signal.Recognisers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
        Problems problems = new Problems();
        Calibration calibration = CalibrationFile.read(files, problems);
        boolean known = memory.knows(files.version());
        // the two catalogues know nothing of each other: they are compiled side by side
        CompletableFuture<Symptoms> compiling = CompletableFuture.supplyAsync(() -> Symptoms.compile(files, !known));
        try {
            RuleBase rules = RuleBase.compile(files, known ? memory : RehearsalMemory.NONE);
            Symptoms symptoms = compiling.join();
            symptoms.problems().forEach(problems::add);
            problems.throwIfAny();
            rules.lints(symptoms.emitted()).forEach(problems::add);
            if (!known) {
                memory.remember(files.version());
            }
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

    /// SHA-256 of the files.
    public String version() {
        return rules.version();
    }
}
