package io.explainerror.judge;

import io.explainerror.model.Dependency;
import io.explainerror.model.RetryRatio;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Signal;
import io.explainerror.model.Symptom;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// Fills `{service}` and `{peer}` of the catalogue's sentences.
///
/// @param service "" when there is none
/// @param peer    the other side, "" when there is none
record Wording(String service, String peer) {

    /// The words of a suspect; its peer is the one its evidence names most often.
    static Wording of(Suspect suspect) {
        String service = suspect.hypothesis().service();
        Map<String, Integer> named = new TreeMap<>();
        for (Finding finding : suspect.supporting()) {
            for (Signal signal : finding.signals()) {
                String peer = peer(signal);
                if (!peer.isEmpty() && !peer.equals(service)) {
                    named.merge(peer, 1, Integer::sum);
                }
            }
        }
        String peer = named.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse("");
        return new Wording(service, peer);
    }

    private static String peer(Signal signal) {
        return switch (signal) {
            case Symptom s -> s.peer();
            case RetryRatio s -> s.peer();
            case Dependency s -> s.peer();
            default -> "";
        };
    }

    /// For people: a name that is not known becomes a neutral word.
    String fill(String template) {
        return template.replace("{service}", service.isEmpty() ? "the affected service" : service)
                .replace("{peer}", peer.isEmpty() ? "the other side" : peer);
    }

    /// What a rule would say if it fired. Its sentence may hold values that only a firing knows; then its name, which
    /// is a sentence too, reads better than one with gaps.
    String question(RuleInfo rule) {
        String filled = template(rule.says());
        return filled.isBlank() || filled.contains("{") ? rule.name() : filled;
    }

    private String template(String says) {
        String filled = service.isEmpty() ? says : says.replace("{service}", service);
        return peer.isEmpty() ? filled : filled.replace("{peer}", peer);
    }
}
