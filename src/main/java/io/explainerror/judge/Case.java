package io.explainerror.judge;

import io.explainerror.model.Firing;
import io.explainerror.model.Judgement;
import io.explainerror.model.Link;
import io.explainerror.model.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that one judgement is made from.
///
/// @param id      the judgement's id
/// @param rules   version of the rule base that fired
/// @param input   what was read
/// @param signals the facts of the session
/// @param firings what evidence rules said about them; their order does not matter
/// @param links   what causal rules said; their order does not matter
/// @param onset   when it began, when that was found
/// @param stats   counts and durations of the steps before, by name
public record Case(
        String id,
        String rules,
        Judgement.Input input,
        List<Signal> signals,
        List<Firing> firings,
        List<Link> links,
        Optional<Instant> onset,
        Map<String, Double> stats) {
    public Case {
        signals = List.copyOf(signals);
        firings = List.copyOf(firings);
        links = List.copyOf(links);
        stats = Map.copyOf(stats);
    }
}
