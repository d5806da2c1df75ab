package io.explainerror.rules;

import io.explainerror.model.RuleInfo;
import io.explainerror.model.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.kie.internal.builder.conf.LanguageLevelOption;

/// Finds out why rules did not fire.
///
/// The engine itself is asked, so that the answer is that of the rules: first which beginnings of a rule's conditions
/// match; then, of the first condition that has no match, which constraint stands alone in the way, and what is there
/// that must not be.
final class WhyNot {
    private final List<Signal> facts;
    private final Map<String, TriedRule> tried = new HashMap<>();

    /// @param files the version of the rules that was asked
    /// @param rules those that did not fire
    WhyNot(RuleFiles files, Collection<RuleInfo> rules, List<Signal> facts) {
        this.facts = facts;
        for (String file : rules.stream().map(RuleInfo::file).distinct().toList()) {
            String text = Objects.requireNonNull(files.texts().get(file), file);
            for (RuleDescr rule : parsed(text).getRules()) {
                if (rules.stream().anyMatch(each -> each.name().equals(rule.getName()))) {
                    tried.put(rule.getName(), new TriedRule(rule, text));
                }
            }
        }
    }

    private static PackageDescr parsed(String text) {
        try {
            return new DrlParser(LanguageLevelOption.DRL6).parse(null, text);
        } catch (DroolsParserException e) {
            throw new IllegalStateException("a rule base that compiled cannot be read", e);
        }
    }

    /// What kept each rule from firing, by its name.
    Map<String, Why.Gap> gaps() {
        Trials beginnings = new Trials();
        tried.forEach((name, rule) -> {
            for (int count = 1; count <= rule.size(); count++) {
                beginnings.ask(name + "#" + count, rule.first(count));
            }
        });
        Map<String, List<Signal>> matched = beginnings.answers(facts);
        Map<String, Integer> missing = new HashMap<>();
        tried.forEach((name, rule) -> {
            int index = 0;
            while (index < rule.size() - 1 && matched.containsKey(name + "#" + (index + 1))) {
                index++;
            }
            missing.put(name, index);
        });
        return near(missing);
    }

    private Map<String, Why.Gap> near(Map<String, Integer> missing) {
        Trials trials = new Trials();
        missing.forEach((name, index) -> {
            TriedRule rule = Objects.requireNonNull(tried.get(name));
            rule.pattern(index).ifPresent(pattern -> ask(name, rule, index, pattern, trials));
        });
        Map<String, List<Signal>> answers = trials.answers(facts);
        Map<String, Why.Gap> gaps = new HashMap<>();
        missing.forEach(
                (name, index) -> gaps.put(name, gap(name, Objects.requireNonNull(tried.get(name)), index, answers)));
        return gaps;
    }

    private static void ask(String name, TriedRule rule, int index, PatternDescr pattern, Trials trials) {
        List<String> constraints = TriedRule.constraints(pattern);
        if (rule.forbids(index)) {
            trials.ask(name + "#not", rule.first(index, TriedRule.near(pattern, constraints, -1)));
            return;
        }
        for (int i = 0; i < constraints.size(); i++) {
            if (!TriedRule.names(constraints.get(i)) && !TriedRule.chooses(constraints.get(i))) {
                trials.ask(name + "#" + i, rule.first(index, TriedRule.near(pattern, constraints, i)));
            }
        }
    }

    private Why.Gap gap(String name, TriedRule rule, int index, Map<String, List<Signal>> answers) {
        Optional<PatternDescr> pattern = rule.pattern(index);
        Optional<Near> near = pattern.flatMap(each -> near(name, rule, index, each, answers));
        return new Why.Gap(
                index + 1,
                rule.condition(index),
                near.map(Near::words).orElseGet(() -> pattern.map(this::howMany).orElse("")),
                near.map(Near::fact));
    }

    private record Near(String words, Signal fact) {}

    private static Optional<Near> near(
            String name, TriedRule rule, int index, PatternDescr pattern, Map<String, List<Signal>> answers) {
        List<Signal> forbidden = answers.getOrDefault(name + "#not", List.of());
        if (rule.forbids(index)) {
            return forbidden.stream().findFirst().map(fact -> new Near("must not be there", fact));
        }
        Class<?> type = Objects.requireNonNull(FactTypes.named(pattern.getObjectType()));
        List<String> constraints = TriedRule.constraints(pattern);
        List<Near> found = new ArrayList<>();
        for (int i = 0; i < constraints.size(); i++) {
            List<Signal> facts = answers.getOrDefault(name + "#" + i, List.of());
            if (!facts.isEmpty()) {
                Optional<Measure> measure = Measure.of(type, constraints.get(i));
                Signal nearest = measure.map(m -> m.nearest(facts)).orElse(facts.getFirst());
                String reached = measure.map(m -> ": " + m.reached(nearest)).orElse(" does not hold");
                Near near = new Near(constraints.get(i).strip() + reached, nearest);
                // how far a number is away tells more than that a text differs
                if (measure.isPresent()) {
                    found.addFirst(near);
                } else {
                    found.add(near);
                }
            }
        }
        return found.stream().findFirst();
    }

    private String howMany(PatternDescr pattern) {
        Class<?> type = Objects.requireNonNull(FactTypes.named(pattern.getObjectType()));
        long count = facts.stream().filter(type::isInstance).count();
        return count == 0
                ? "there is no " + pattern.getObjectType()
                : "none of the facts %s (%d) is like that".formatted(pattern.getObjectType(), count);
    }
}
