package io.explainerror.rules;

import io.explainerror.model.Firing;
import io.explainerror.model.Link;
import io.explainerror.model.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.core.reteoo.TupleImpl;
import org.drools.core.rule.consequence.InternalMatch;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.RuleContext;

/// The `judge` of the rules: takes down what they say in one session.
///
/// Public because rules call it; nothing else should.
public final class Bench {
    private final Map<String, DraftRule> rules;
    private final List<Firing> firings = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    /// @param rules by name
    Bench(Map<String, DraftRule> rules) {
        this.rules = rules;
    }

    /// The rule's pattern, blaming a service.
    public void supports(RuleContext drools, String service) {
        fired(drools, service);
    }

    /// The rule's pattern, blaming the service of a fact.
    public void supports(RuleContext drools, Signal fact) {
        fired(drools, fact.service());
    }

    /// The rule's pattern, wherever it is suspected.
    public void supports(RuleContext drools) {
        fired(drools, Firing.ANYWHERE);
    }

    /// Speaks against the rule's pattern in a service.
    public void contradicts(RuleContext drools, String service) {
        fired(drools, service);
    }

    /// Speaks against the rule's pattern in the service of a fact.
    public void contradicts(RuleContext drools, Signal fact) {
        fired(drools, fact.service());
    }

    /// Speaks against the rule's pattern wherever it is suspected.
    public void contradicts(RuleContext drools) {
        fired(drools, Firing.ANYWHERE);
    }

    /// The rule's pattern in one service brought about another pattern in another service.
    public void causes(RuleContext drools, String cause, String effect, String effectService) {
        DraftRule rule = rule(drools);
        links.add(new Link(rule.info(), cause, effect, effectService, says(rule, drools, cause, effectService)));
    }

    /// The same with facts in place of their services.
    public void causes(RuleContext drools, Signal cause, String effect, Signal effectFact) {
        causes(drools, cause.service(), effect, effectFact.service());
    }

    List<Firing> firings() {
        return firings;
    }

    List<Link> links() {
        return links;
    }

    private void fired(RuleContext drools, String service) {
        DraftRule rule = rule(drools);
        firings.add(new Firing(rule.info(), service, says(rule, drools, service, service), signals((InternalMatch)
                drools.getMatch())));
    }

    private DraftRule rule(RuleContext drools) {
        DraftRule rule = rules.get(drools.getRule().getName());
        if (rule == null) {
            throw new IllegalStateException("no such rule: " + drools.getRule().getName());
        }
        return rule;
    }

    private static String says(DraftRule rule, RuleContext drools, String service, String effect) {
        return rule.sentence().fill(drools.getMatch()::getDeclarationValue, service, effect);
    }

    /// What the match is made of, in the order of the conditions, with what lists and accumulates were made of.
    private static List<Signal> signals(InternalMatch match) {
        List<List<Object>> conditions = new ArrayList<>();
        for (TupleImpl tuple = match.getTuple(); tuple != null; tuple = tuple.getParent()) {
            if (tuple.getFactHandle() != null) {
                List<Object> matched = new ArrayList<>();
                matched.add(tuple.getFactHandle().getObject());
                matched.addAll(tuple.getAccumulatedObjects());
                conditions.addFirst(matched);
            }
        }
        Set<Signal> signals = new LinkedHashSet<>();
        collect(conditions, signals);
        return List.copyOf(signals);
    }

    private static void collect(@Nullable Object matched, Set<Signal> signals) {
        switch (matched) {
            case null -> {}
            case Signal signal -> signals.add(signal);
            case Collection<?> list -> list.forEach(each -> collect(each, signals));
            case Object[] results -> List.of(results).forEach(each -> collect(each, signals));
            default -> {}
        }
    }
}
