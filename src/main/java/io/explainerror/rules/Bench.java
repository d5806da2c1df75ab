package io.explainerror.rules;

import io.explainerror.model.Firing;
import io.explainerror.model.Link;
import io.explainerror.model.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drools.core.rule.consequence.InternalMatch;
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
        List<Signal> signals = MatchedSignals.of((InternalMatch) drools.getMatch());
        firings.add(new Firing(rule.info(), service, says(rule, drools, service, service), signals));
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
}
