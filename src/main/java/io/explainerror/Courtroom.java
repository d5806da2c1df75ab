package io.explainerror;

import io.explainerror.model.Pattern;
import io.explainerror.model.Phase;
import io.explainerror.rules.Knowledge;
import io.explainerror.ruletest.Court;
import io.explainerror.ruletest.RuleTest.Situation;
import io.explainerror.ruletest.Vocabulary;
import io.explainerror.signal.Recogniser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Judges the situations of rule tests exactly as incidents are judged.
record Courtroom(Chain chain, Shelf shelf, Edition edition) implements Court {
    @Override
    public Ruling judge(Situation situation) {
        Chain.Decision decision =
                switch (situation) {
                    case Situation.Written written -> chain.decide(edition, written.signals());
                    case Situation.Bundle bundle ->
                        chain.decide(
                                edition,
                                shelf.read(bundle.folder(), edition.knowledge().recognisers()));
                };
        return new Ruling(decision.judgement(), decision.deliberation().fired());
    }

    static Vocabulary vocabulary(Knowledge knowledge) {
        Set<String> patterns = new TreeSet<>(knowledge.rules().patterns().keySet());
        patterns.add(Pattern.HEALTHY);
        patterns.add(Pattern.UNKNOWN);
        Map<String, List<Phase>> phases = knowledge.recognisers().recognisers().stream()
                .collect(Collectors.groupingBy(
                        Recogniser::symptom, Collectors.mapping(Recogniser::phase, Collectors.toList())));
        Map<String, Phase> kinds = new TreeMap<>();
        knowledge.recognisers().kinds().keySet().forEach(kind -> kinds.put(kind, Phase.UNKNOWN));
        phases.forEach((kind, reported) -> kinds.put(kind, Vocabulary.agreed(reported)));
        return new Vocabulary(patterns, knowledge.rules().rules(), kinds);
    }
}
