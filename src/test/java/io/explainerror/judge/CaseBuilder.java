package io.explainerror.judge;

import io.explainerror.model.Calibration;
import io.explainerror.model.Exemplars;
import io.explainerror.model.Firing;
import io.explainerror.model.Judgement;
import io.explainerror.model.Link;
import io.explainerror.model.Pattern;
import io.explainerror.model.Phase;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Signal;
import io.explainerror.model.SourceLine;
import io.explainerror.model.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Builds a rule base and a case for it, sentence by sentence.
final class CaseBuilder {
    static final Instant ONSET = Instant.parse("2026-03-01T10:00:00Z");

    private final SortedMap<String, Pattern> patterns = new TreeMap<>();
    private final List<RuleInfo> rules = new ArrayList<>();
    private final List<Firing> firings = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Signal> signals = new ArrayList<>();
    private Recipes recipes = Recipes.NONE;

    CaseBuilder() {
        pattern("healthy", -1);
        pattern("unknown", -1);
    }

    CaseBuilder pattern(String id, double prior) {
        return pattern(new Pattern(id, "Title of " + id, "", prior, List.of(), List.of(), List.of()));
    }

    CaseBuilder pattern(Pattern pattern) {
        patterns.put(pattern.id(), pattern);
        return this;
    }

    CaseBuilder recipes(Recipes some) {
        recipes = some;
        return this;
    }

    /// A rule whose group is its own name.
    RuleInfo rule(String name, String pattern, double weight) {
        return rule(name, pattern, weight, name, "{service} shows " + name, "");
    }

    RuleInfo rule(String name, String pattern, double weight, String group, String says, String ask) {
        RuleInfo rule = new RuleInfo(name, pattern, weight, group, says, ask, "patterns/" + pattern + ".drl", 1);
        rules.add(rule);
        return rule;
    }

    CaseBuilder fires(RuleInfo rule, String service, Signal... matched) {
        return fires(new Firing(rule, service, rule.says().replace("{service}", service), List.of(matched)));
    }

    CaseBuilder fires(Firing firing) {
        firings.add(firing);
        return this;
    }

    CaseBuilder link(String name, double weight, String cause, String in, String effect, String effectIn) {
        RuleInfo rule = new RuleInfo(name, cause, weight, name, name, "", "patterns/" + cause + ".drl", 9);
        links.add(new Link(rule, in, effect, effectIn, cause + " in " + in + " brings about " + effect));
        return this;
    }

    CaseBuilder signal(Signal signal) {
        signals.add(signal);
        return this;
    }

    List<Firing> firings() {
        return firings;
    }

    Judge judge(double temperature) {
        return new Judge(patterns, rules, new Calibration(temperature), recipes);
    }

    Case build() {
        return build(firings);
    }

    Case build(List<Firing> ordered) {
        Judgement.Input input =
                new Judgement.Input("abc", 10, 0, Optional.of(ONSET.minusSeconds(60)), Optional.empty(), List.of());
        return new Case("j-1", "v1", input, signals, ordered, links, Optional.of(ONSET), Map.of());
    }

    Judgement judged() {
        return judge(1).judge(build());
    }

    /// A symptom seen some times in the incident window, never before.
    static Symptom seen(long times, String service, String peer, SourceLine... lines) {
        return new Symptom(
                "pool.acquire-timeout",
                Phase.OWN_POOL,
                service,
                peer,
                0,
                times,
                0,
                times,
                Map.of(),
                Exemplars.of(lines));
    }

    static SourceLine line(long number, String text) {
        return new SourceLine("logs/checkout.log", number, text);
    }
}
