package io.explainerror.rules;

import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.ProblemKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Finds what is allowed and yet probably not meant, looking at all rules together.
final class Lints {
    private final Collection<DraftRule> rules;
    private final Problems problems;

    private Lints(Collection<DraftRule> rules, Problems problems) {
        this.rules = rules;
        this.problems = problems;
    }

    /// @param patterns ids of the catalogue
    static void find(Collection<DraftRule> rules, Set<String> patterns, Problems problems) {
        Lints lints = new Lints(rules, problems);
        lints.sameConditions();
        lints.groupsOfOne();
        patterns.forEach(lints::spokenOf);
    }

    /// @param emitted the kinds that recognisers emit; when there are none, nobody can say
    static void neverEmitted(Collection<DraftRule> rules, Set<String> emitted, Problems problems) {
        if (emitted.isEmpty()) {
            return;
        }
        for (DraftRule rule : rules) {
            for (KindUse.At use : rule.source().kinds()) {
                if (!emitted.contains(use.kind())) {
                    problems.add(
                            ProblemKind.KIND_NEVER_EMITTED,
                            use.place(),
                            "no recogniser emits the symptom kind `" + use.kind() + "`, so this can never hold");
                }
            }
        }
    }

    private void sameConditions() {
        Map<String, DraftRule> seen = new HashMap<>();
        for (DraftRule rule : rules) {
            if (rule.source().condition().isEmpty()) {
                continue;
            }
            DraftRule first = seen.putIfAbsent(
                    rule.info().pattern() + said(rule) + rule.source().condition(), rule);
            if (first != null) {
                problems.add(
                        ProblemKind.SAME_CONDITION,
                        rule.source().header(),
                        named(rule) + "has the same condition as rule \""
                                + first.info().name() + "\" (" + first.info().file() + ":"
                                + first.info().line() + ") and says the same of the pattern `"
                                + rule.info().pattern() + "`: one of them is enough");
            }
        }
    }

    private static List<String> said(DraftRule rule) {
        return rule.calls().stream()
                .map(call -> call.kind() + " " + call.blames() + " " + call.effect())
                .toList();
    }

    private void groupsOfOne() {
        Map<String, SortedMap<String, DraftRule>> alone = new TreeMap<>();
        Map<String, Set<String>> groups = new HashMap<>();
        for (DraftRule rule : rules) {
            if (rule.source().grouped()) {
                String pattern = rule.info().pattern();
                SortedMap<String, DraftRule> single = alone.computeIfAbsent(pattern, _ -> new TreeMap<>());
                boolean first = groups.computeIfAbsent(pattern, _ -> new java.util.TreeSet<>())
                        .add(rule.info().group());
                if (first) {
                    single.put(rule.info().group(), rule);
                } else {
                    single.remove(rule.info().group());
                }
            }
        }
        alone.forEach((pattern, single) ->
                single.values().forEach(rule -> groupOfOne(rule, groups.getOrDefault(pattern, Set.of()))));
    }

    private void groupOfOne(DraftRule rule, Set<String> groups) {
        String group = rule.info().group();
        String only = named(rule) + "is the only one in the group `" + group + "` of the pattern `"
                + rule.info().pattern() + "`";
        Set<String> others = new java.util.TreeSet<>(groups);
        others.remove(group);
        DidYouMean.slip(group, others)
                .ifPresentOrElse(
                        near -> problems.add(
                                ProblemKind.MISSPELT_GROUP,
                                rule.source().group(),
                                only + ", and another is called `" + near + "`: did you mean that?"),
                        () -> problems.add(
                                ProblemKind.GROUP_OF_ONE,
                                rule.source().group(),
                                only + ": leave @group out, or name the group of a rule that looks at the same fact"));
    }

    private void spokenOf(String pattern) {
        Place file = new Place("patterns/" + pattern + ".yaml", 1, 1);
        if (nobody(pattern, Call.Kind.SUPPORTS)) {
            problems.add(
                    ProblemKind.PATTERN_UNSUPPORTED,
                    file,
                    "no rule supports the pattern `" + pattern + "`: it can never be the answer");
        }
        if (nobody(pattern, Call.Kind.CONTRADICTS)) {
            problems.add(
                    ProblemKind.PATTERN_UNCONTRADICTED,
                    file,
                    "no rule contradicts the pattern `" + pattern + "`: nothing can speak against it");
        }
    }

    private boolean nobody(String pattern, Call.Kind kind) {
        Predicate<DraftRule> says = rule ->
                rule.info().pattern().equals(pattern) && rule.calls().stream().anyMatch(call -> call.kind() == kind);
        return rules.stream().noneMatch(says);
    }

    private static String named(DraftRule rule) {
        return "rule \"" + rule.info().name() + "\" ";
    }
}
