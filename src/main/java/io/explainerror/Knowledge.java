package io.explainerror;

import io.explainerror.model.Calibration;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.Pattern;
import io.explainerror.model.RuleInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the rule base knows and how its reloads went, at one moment.
///
/// @param version  sha-256 of its files, hex
/// @param loadedAt when this version became the judge
/// @param calibration how sure its weights make it
/// @param patterns its catalogue
/// @param rules    its rules
/// @param problems why the last attempt to load was refused; empty when the version in use is the last one saved
/// @param failedAt when that was; empty when the last attempt succeeded
/// @param reloads  attempts that succeeded, the first load included
/// @param failures attempts that were refused
/// @param lastTook how long the last attempt took, tests included; zero before the first
public record Knowledge(
        String version,
        Instant loadedAt,
        Calibration calibration,
        List<Pattern> patterns,
        List<RuleInfo> rules,
        List<CatalogueProblem> problems,
        Optional<Instant> failedAt,
        long reloads,
        long failures,
        Duration lastTook) {
    public Knowledge {
        patterns = List.copyOf(patterns);
        rules = List.copyOf(rules);
        problems = List.copyOf(problems);
    }
}
