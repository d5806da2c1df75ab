package io.explainerror.rules;

import io.explainerror.model.CatalogueProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How the rules in force came about.
///
/// @param version      of the rules in force
/// @param loadedAt     since when they are in force
/// @param lastAttempt  when a change was last looked at
/// @param lastProblems what was wrong then; empty when the rules in force are those on disk
/// @param reloaded     how many times the rules were replaced since the start
/// @param failed       how many changes were refused since the start
/// @param lastTook     how long that took, from reading the files to the swap or the refusal; zero before the first
public record KnowledgeStatus(
        String version,
        Instant loadedAt,
        Instant lastAttempt,
        List<CatalogueProblem> lastProblems,
        long reloaded,
        long failed,
        Duration lastTook) {
    public KnowledgeStatus {
        lastProblems = List.copyOf(lastProblems);
    }

    static KnowledgeStatus first(String version, Instant now) {
        return new KnowledgeStatus(version, now, now, List.of(), 0, 0, Duration.ZERO);
    }

    KnowledgeStatus replaced(String by, Instant now) {
        return new KnowledgeStatus(by, now, now, List.of(), reloaded + 1, failed, lastTook);
    }

    KnowledgeStatus confirmed(Instant now) {
        return new KnowledgeStatus(version, loadedAt, now, List.of(), reloaded, failed, lastTook);
    }

    KnowledgeStatus refused(List<CatalogueProblem> problems, Instant now) {
        return new KnowledgeStatus(version, loadedAt, now, problems, reloaded, failed + 1, lastTook);
    }

    KnowledgeStatus took(Duration time) {
        return new KnowledgeStatus(version, loadedAt, lastAttempt, lastProblems, reloaded, failed, time);
    }
}
