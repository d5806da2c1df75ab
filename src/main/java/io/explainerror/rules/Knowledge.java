package io.explainerror.rules;

import io.explainerror.model.Calibration;
import io.explainerror.signal.Recognisers;
import java.util.concurrent.CompletableFuture;

/// One version of everything that judgements rest on. Immutable: whoever holds it judges by one version from start to
/// end, whatever is saved meanwhile.
///
/// @param files       what it was made of
/// @param rules       patterns and their rules
/// @param recognisers what turns log records into symptoms
/// @param calibration how sure weights make us
public record Knowledge(RuleFiles files, RuleBase rules, Recognisers recognisers, Calibration calibration) {

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
        // the two catalogues know nothing of each other: they are compiled side by side
        CompletableFuture<Recognisers> compiling =
                CompletableFuture.supplyAsync(() -> Recognisers.compile(files.texts()));
        try {
            RuleBase rules = RuleBase.compile(files, memory);
            Recognisers recognisers = compiling.join();
            recognisers.problems().forEach(problems::add);
            problems.throwIfAny();
            return new Knowledge(files, rules, recognisers, calibration);
        } catch (RuleProblems e) {
            compiling.join().problems().forEach(problems::add);
            e.problems().forEach(problems::add);
            throw new RuleProblems(problems.sorted());
        }
    }

    /// SHA-256 of the files.
    public String version() {
        return rules.version();
    }
}
