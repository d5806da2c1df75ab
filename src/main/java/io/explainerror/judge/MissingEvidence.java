package io.explainerror.judge;

import io.explainerror.judge.Ranking.Ranked;
import io.explainerror.model.Judgement;
import io.explainerror.model.RuleInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Questions the responder can still answer: supporting rules of the two leading patterns that did not fire. One of
/// the primary would raise its confidence, one of the runner-up would lower it. Those that would change most come
/// first.
final class MissingEvidence {
    /// More questions than this nobody answers during an incident.
    static final int LIMIT = 5;

    /// A change of confidence below this is none.
    private static final double NOTICEABLE = 0.005;

    private MissingEvidence() {}

    static List<Judgement.Missing> of(Ranking ranking, List<RuleInfo> rules) {
        List<Judgement.Missing> missing = new ArrayList<>();
        double now = ranking.primary().confidence();
        for (Ranked leading : ranking.ranked().stream().limit(2).toList()) {
            Wording wording = wording(leading, ranking.primary());
            for (RuleInfo rule : rules) {
                if (rule.pattern().equals(leading.pattern())
                        && rule.weight() > 0
                        && !leading.suspect().firedRule(rule.name())) {
                    double more = EffectiveWeight.of(rule) - leading.suspect().strongestFor(rule.group());
                    double then = more > 0 ? ranking.confidenceIf(leading.pattern(), more) : now;
                    missing.add(new Judgement.Missing(
                            rule.name(),
                            rule.pattern(),
                            wording.question(rule),
                            Rounding.hundredths(more),
                            then,
                            rule.ask()));
                }
            }
        }
        return missing.stream()
                .filter(m -> Math.abs(m.confidenceIf() - now) >= NOTICEABLE)
                .sorted(Comparator.comparingDouble((Judgement.Missing m) -> -Math.abs(m.confidenceIf() - now))
                        .thenComparing(Judgement.Missing::rule))
                .limit(LIMIT)
                .toList();
    }

    // A runner-up that blames nobody is suspected where the primary is.
    private static Wording wording(Ranked leading, Ranked primary) {
        Wording own = Wording.of(leading.suspect());
        return own.service().isEmpty() ? new Wording(primary.service(), own.peer()) : own;
    }
}
