package io.explainerror.judge;

import io.explainerror.model.Firing;
import io.explainerror.model.Pattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Sorts firings by the hypothesis they speak about.
///
/// A hypothesis exists where a rule blames a service, that is speaks for the pattern there. A firing that blames
/// nobody ([Firing#ANYWHERE], or "") speaks about every hypothesis of its pattern. A pattern that blames no service
/// competes without one, by its prior and what was said of it anywhere.
final class Suspects {
    private Suspects() {}

    static SortedMap<Hypothesis, Suspect> of(Collection<Pattern> patterns, List<Firing> firings) {
        Map<String, List<Firing>> byPattern = new TreeMap<>();
        for (Firing firing : firings) {
            byPattern
                    .computeIfAbsent(firing.rule().pattern(), _ -> new ArrayList<>())
                    .add(firing);
        }
        SortedMap<Hypothesis, Suspect> suspects = new TreeMap<>();
        for (Pattern pattern : patterns) {
            List<Firing> about = byPattern.getOrDefault(pattern.id(), List.of());
            for (String service : blamed(about)) {
                Hypothesis hypothesis = new Hypothesis(pattern.id(), service);
                suspects.put(hypothesis, Suspect.of(hypothesis, pattern.prior(), findings(about, service)));
            }
        }
        return suspects;
    }

    private static SortedSet<String> blamed(List<Firing> firings) {
        SortedSet<String> services = new TreeSet<>();
        for (Firing firing : firings) {
            if (firing.rule().weight() > 0 && !anywhere(firing)) {
                services.add(firing.service());
            }
        }
        return services.isEmpty() ? new TreeSet<>(List.of("")) : services;
    }

    private static List<Finding> findings(List<Firing> firings, String service) {
        Map<String, List<Firing>> byRule = new TreeMap<>();
        for (Firing firing : firings) {
            if (anywhere(firing) || firing.service().equals(service)) {
                byRule.computeIfAbsent(firing.rule().name(), _ -> new ArrayList<>())
                        .add(firing);
            }
        }
        return byRule.values().stream().map(Finding::merge).toList();
    }

    private static boolean anywhere(Firing firing) {
        return firing.service().isEmpty() || firing.service().equals(Firing.ANYWHERE);
    }
}
