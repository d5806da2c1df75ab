package io.explainerror.judge;

import io.explainerror.judge.Ranking.Ranked;
import io.explainerror.judge.Steps.Involved;
import io.explainerror.model.Calibration;
import io.explainerror.model.Firing;
import io.explainerror.model.Judgement;
import io.explainerror.model.Link;
import io.explainerror.model.Pattern;
import io.explainerror.model.ProblemException;
import io.explainerror.model.RuleInfo;
import io.explainerror.model.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Turns what rules said into a judgement. A pure function: the same case gives the same judgement, in whatever order
/// the rules fired. Safe for use by many threads.
///
/// - A hypothesis is a pattern in a service ([Suspects]); rules speak for and against it with effective weights
///   ([EffectiveWeight]), of each group the strongest ([Suspect]).
/// - Causal links move the evidence of an effect to its cause ([CausalLinks]).
/// - Each pattern competes with its best hypothesis in a softmax ([Ranking]); `healthy` and `unknown` always take part,
///   with a prior of 0 when the catalogue does not define them.
/// - The verdict follows from [Thresholds].
public final class Judge {
    /// Every need that an action of the catalogue may state; an action with another need is never offered.
    public static final Set<String> NEEDS = Steps.NEEDS;

    /// Alternatives less likely than this are not listed.
    private static final double LEAST_LIKELY = 0.01;

    private static final int ALTERNATIVES = 5;

    private final SortedMap<String, Pattern> patterns;
    private final List<RuleInfo> rules;
    private final Calibration calibration;
    private final Recipes recipes;

    /// @param patterns by id
    /// @param rules    the evidence rules, without the causal ones: what did not fire of them is missing evidence
    /// @throws ProblemException.BrokenRules when a rule speaks about a pattern that is not there
    public Judge(SortedMap<String, Pattern> patterns, List<RuleInfo> rules, Calibration calibration, Recipes recipes) {
        this.patterns = new TreeMap<>(patterns);
        this.patterns.computeIfAbsent(Pattern.HEALTHY, id -> bare(id, "No incident"));
        this.patterns.computeIfAbsent(Pattern.UNKNOWN, id -> bare(id, "Unknown problem"));
        this.rules = rules.stream().sorted(Comparator.comparing(RuleInfo::name)).toList();
        this.calibration = calibration;
        this.recipes = recipes;
        this.rules.forEach(this::requirePattern);
    }

    private static Pattern bare(String id, String title) {
        return new Pattern(id, title, "", 0, List.of(), List.of(), List.of());
    }

    private void requirePattern(RuleInfo rule) {
        if (!patterns.containsKey(rule.pattern())) {
            throw new ProblemException.BrokenRules(
                    "%s:%d: rule \"%s\" speaks about the pattern `%s`, which is not defined: add patterns/%s.yaml"
                            .formatted(rule.file(), rule.line(), rule.name(), rule.pattern(), rule.pattern()));
        }
    }

    /// Judges one case.
    ///
    /// @throws ProblemException.BrokenRules when a firing speaks about a pattern that is not there
    public Judgement judge(Case c) {
        return deliberate(c).judgement();
    }

    /// The same with the scores behind it.
    public Deliberation deliberate(Case c) {
        c.firings().stream().map(Firing::rule).forEach(this::requirePattern);
        SortedMap<Hypothesis, Suspect> suspects = Suspects.of(patterns.values(), c.firings());
        CausalLinks links = CausalLinks.among(suspects, c.links());
        Ranking ranking = Ranking.of(links.settle(suspects).values(), calibration);
        return new Deliberation(judgement(c, ranking, links), ranking.scores(), supporting(ranking), fired(c));
    }

    private static SortedMap<String, List<Judgement.Evidence>> supporting(Ranking ranking) {
        SortedMap<String, List<Judgement.Evidence>> supporting = new TreeMap<>();
        for (Ranked each : ranking.ranked()) {
            if (!each.suspect().supporting().isEmpty()) {
                supporting.put(
                        each.pattern(), evidence(each.suspect(), each.suspect().supporting()));
            }
        }
        return supporting;
    }

    private static Set<String> fired(Case c) {
        return Stream.concat(
                        c.firings().stream().map(Firing::rule),
                        c.links().stream().map(Link::rule))
                .map(RuleInfo::name)
                .collect(Collectors.toSet());
    }

    private Judgement judgement(Case c, Ranking ranking, CausalLinks links) {
        Ranked primary = ranking.primary();
        Suspect suspect = primary.suspect();
        double completeness = Completeness.of(suspect, rules);
        Verdict verdict = Thresholds.verdict(
                primary.pattern(),
                primary.confidence(),
                ranking.margin(),
                suspect.supporting().size(),
                completeness);
        List<Judgement.Missing> missing = MissingEvidence.of(ranking, rules);
        Steps steps = Steps.of(involved(suspect, links), c.signals());
        return new Judgement(
                c.id(),
                c.rules(),
                c.input(),
                Timeline.onset(c),
                primary.pattern(),
                primary.service(),
                verdict,
                primary.confidence(),
                Summary.of(primary, pattern(primary.pattern()), verdict),
                evidence(suspect, suspect.supporting()),
                against(suspect),
                missing,
                alternatives(ranking),
                chain(suspect, links),
                steps.actions(),
                steps.avoid(),
                recipes.fill(recipeIds(primary.pattern(), missing), QueryValues.of(suspect, c)),
                Timeline.of(c, leading(suspect, links)),
                stats(c, ranking, suspect, completeness));
    }

    private Pattern pattern(String id) {
        return Objects.requireNonNull(patterns.get(id));
    }

    private static List<Judgement.Evidence> evidence(Suspect suspect, Collection<Finding> findings) {
        return findings.stream().map(f -> f.evidence(suspect.hypothesis())).toList();
    }

    private static List<Judgement.Evidence> against(Suspect suspect) {
        List<Judgement.Evidence> against = new ArrayList<>(evidence(suspect, suspect.contradicting()));
        for (Suspect.Explained loss : suspect.losses()) {
            Hypothesis cause = loss.other();
            String where = cause.service().isEmpty() ? "" : " in " + cause.service();
            against.add(new Judgement.Evidence(
                    loss.link().rule(),
                    suspect.hypothesis().pattern(),
                    Rounding.hundredths(-loss.weight()),
                    "explained by " + cause.pattern() + where + ": "
                            + loss.link().says(),
                    suspect.hypothesis().service(),
                    List.of(),
                    List.of()));
        }
        against.sort(Comparator.comparingDouble(Judgement.Evidence::weight).thenComparing(Judgement.Evidence::rule));
        return against;
    }

    private static List<Judgement.Alternative> alternatives(Ranking ranking) {
        return ranking.others().stream()
                .filter(r -> r.confidence() >= LEAST_LIKELY)
                .limit(ALTERNATIVES)
                .map(r -> new Judgement.Alternative(r.pattern(), r.service(), r.confidence(), strongest(r.suspect())))
                .toList();
    }

    private static String strongest(Suspect suspect) {
        return suspect.supporting().stream()
                .findFirst()
                .map(Finding::says)
                .orElse("no rule speaks for it; only how common it is");
    }

    private static List<Judgement.ChainLink> chain(Suspect root, CausalLinks links) {
        List<CausalLinks.Applied> applied = links.chainFrom(root.hypothesis());
        if (applied.isEmpty()) {
            return List.of();
        }
        List<Judgement.ChainLink> chain = new ArrayList<>();
        Hypothesis at = root.hypothesis();
        chain.add(new Judgement.ChainLink(at.pattern(), at.service(), strongest(root)));
        for (CausalLinks.Applied link : applied) {
            chain.add(new Judgement.ChainLink(
                    link.effect().pattern(), link.effect().service(), link.says()));
        }
        return chain;
    }

    /// What speaks for the primary and then what speaks for its visible effects.
    private static List<Finding> leading(Suspect primary, CausalLinks links) {
        List<Finding> leading = new ArrayList<>(primary.supporting());
        links.chainFrom(primary.hypothesis()).forEach(link -> leading.addAll(link.shown()));
        return leading;
    }

    private List<Involved> involved(Suspect primary, CausalLinks links) {
        List<Involved> involved = new ArrayList<>();
        Wording own = Wording.of(primary);
        involved.add(new Involved(pattern(primary.hypothesis().pattern()), own));
        for (Hypothesis effect : links.effectsOf(primary.hypothesis())) {
            involved.add(new Involved(pattern(effect.pattern()), new Wording(effect.service(), "")));
        }
        return involved;
    }

    private Set<String> recipeIds(String primary, List<Judgement.Missing> missing) {
        Set<String> ids = new LinkedHashSet<>();
        missing.stream()
                .map(Judgement.Missing::recipe)
                .filter(id -> !id.isEmpty())
                .forEach(ids::add);
        ids.addAll(pattern(primary).recipes());
        return ids;
    }

    private static Map<String, Double> stats(Case c, Ranking ranking, Suspect primary, double completeness) {
        Map<String, Double> stats = new TreeMap<>(c.stats());
        stats.put("signals", (double) c.signals().size());
        stats.put("firings", (double) c.firings().size());
        stats.put("links", (double) c.links().size());
        stats.put("margin", ranking.margin());
        stats.put("completeness", completeness);
        stats.put("score", primary.score());
        return stats;
    }
}
