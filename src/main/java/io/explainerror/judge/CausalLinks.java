package io.explainerror.judge;

import io.explainerror.judge.Suspect.Explained;
import io.explainerror.model.Firing;
import io.explainerror.model.Link;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Root before symptom: moves the evidence of an explained effect to its cause.
///
/// A link is applied when its cause has evidence of at least [#SUPPORTED] and its effect has evidence for it. What
/// moves is the link's effective weight, but never more than the effect's own evidence: a symptom that is explained
/// away counts for nothing, not for less, and a cause does not win by explaining what hardly happened. A cause gains
/// once per pattern it explains, however many services show it; an effect loses once per pattern that explains it.
final class CausalLinks {
    /// How much evidence, in log-odds, a cause needs before it may explain anything.
    static final double SUPPORTED = 1.0;

    /// A link whose cause and effect are both in evidence.
    ///
    /// @param weight log-odds that move
    /// @param shown  what speaks for the effect
    record Applied(Hypothesis cause, Hypothesis effect, double weight, String rule, String says, List<Finding> shown) {}

    private static final Comparator<Applied> STRONGEST_FIRST = Comparator.comparingDouble((Applied a) -> -a.weight())
            .thenComparing(Applied::cause)
            .thenComparing(Applied::effect)
            .thenComparing(Applied::rule)
            .thenComparing(Applied::says);

    private final List<Applied> applied;

    private CausalLinks(List<Applied> applied) {
        this.applied = applied;
    }

    /// The links that hold among the suspects, one per cause and effect.
    static CausalLinks among(SortedMap<Hypothesis, Suspect> suspects, List<Link> links) {
        Set<List<Hypothesis>> seen = new HashSet<>();
        return new CausalLinks(links.stream()
                .map(link -> apply(suspects, link))
                .flatMap(List::stream)
                .sorted(STRONGEST_FIRST)
                .filter(a -> seen.add(List.of(a.cause(), a.effect())))
                .toList());
    }

    private static List<Applied> apply(Map<Hypothesis, Suspect> suspects, Link link) {
        Hypothesis causeId = new Hypothesis(link.cause(), somewhere(link.causeService()));
        Hypothesis effectId = new Hypothesis(link.effect(), somewhere(link.effectService()));
        Suspect cause = suspects.get(causeId);
        Suspect effect = suspects.get(effectId);
        if (cause == null || effect == null || causeId.equals(effectId)) {
            return List.of();
        }
        double weight = Math.min(EffectiveWeight.of(link.rule()), effect.evidence());
        if (cause.evidence() < SUPPORTED || effect.supporting().isEmpty() || weight <= 0) {
            return List.of();
        }
        return List.of(new Applied(causeId, effectId, weight, link.rule().name(), link.says(), effect.supporting()));
    }

    private static String somewhere(String service) {
        return service.equals(Firing.ANYWHERE) ? "" : service;
    }

    /// The suspects after evidence has moved from effects to causes.
    SortedMap<Hypothesis, Suspect> settle(SortedMap<Hypothesis, Suspect> suspects) {
        SortedMap<Hypothesis, Suspect> settled = new TreeMap<>();
        suspects.forEach((id, suspect) -> settled.put(id, suspect.with(gains(id), losses(suspect))));
        return settled;
    }

    private List<Explained> gains(Hypothesis cause) {
        Set<String> patterns = new HashSet<>();
        return applied.stream()
                .filter(a -> a.cause().equals(cause) && patterns.add(a.effect().pattern()))
                .map(a -> new Explained(a.effect(), a.weight(), a))
                .toList();
    }

    private List<Explained> losses(Suspect effect) {
        Set<String> patterns = new HashSet<>();
        List<Explained> losses = new ArrayList<>();
        double left = effect.evidence();
        for (Applied a : applied) {
            if (a.effect().equals(effect.hypothesis()) && patterns.add(a.cause().pattern()) && left > 0) {
                double weight = Math.min(a.weight(), left);
                losses.add(new Explained(a.cause(), weight, a));
                left -= weight;
            }
        }
        return losses;
    }

    /// From a root to the visible symptom: at each step on to the effect from which most is still reachable, so that
    /// an intermediate effect is not skipped when the cause also links to the last one directly. Ends on a cycle.
    ///
    /// @return empty when nothing follows from it
    List<Applied> chainFrom(Hypothesis root) {
        List<Applied> chain = new ArrayList<>();
        Set<Hypothesis> visited = new HashSet<>(Set.of(root));
        Hypothesis at = root;
        while (true) {
            Hypothesis here = at;
            List<Applied> next = applied.stream()
                    .filter(a -> a.cause().equals(here) && !visited.contains(a.effect()))
                    .sorted(Comparator.comparingInt((Applied a) ->
                                    -reachable(a.effect(), visited).size())
                            .thenComparing(STRONGEST_FIRST))
                    .toList();
            if (next.isEmpty()) {
                return chain;
            }
            chain.add(next.getFirst());
            at = next.getFirst().effect();
            visited.add(at);
        }
    }

    /// All that follows from a hypothesis, itself excluded.
    Set<Hypothesis> effectsOf(Hypothesis root) {
        return reachable(root, Set.of(root));
    }

    private Set<Hypothesis> reachable(Hypothesis from, Set<Hypothesis> without) {
        Set<Hypothesis> reached = new java.util.TreeSet<>();
        List<Hypothesis> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            Hypothesis at = open.removeLast();
            for (Applied a : applied) {
                if (a.cause().equals(at) && !without.contains(a.effect()) && reached.add(a.effect())) {
                    open.add(a.effect());
                }
            }
        }
        return reached;
    }
}
