package io.explainerror.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;

/// A rule taken apart: its conditions as they are written, and shorter rules made of some of them.
final class TriedRule {
    /// How the fact that comes near is called in the rules made here.
    static final String NEAR = "$near";

    private final List<BaseDescr> conditions;
    private final List<String> texts = new ArrayList<>();

    /// @param file the text of the file that the rule was parsed from
    TriedRule(RuleDescr rule, String file) {
        this.conditions = rule.getLhs().getDescrs();
        for (BaseDescr condition : conditions) {
            texts.add(file.substring(condition.getStartCharacter(), condition.getEndCharacter() + 1));
        }
    }

    int size() {
        return texts.size();
    }

    /// A condition on one line.
    String condition(int index) {
        return texts.get(index).strip().replaceAll("\\s+", " ");
    }

    /// The first conditions alone.
    String first(int count) {
        return String.join("\n", texts.subList(0, count));
    }

    /// The first conditions, then another.
    String first(int count, String then) {
        return first(count) + "\n" + then;
    }

    /// Whether a condition demands that something is not there.
    boolean forbids(int index) {
        return conditions.get(index) instanceof NotDescr;
    }

    /// The one pattern that a condition, `not` or `exists` is about; empty when it is about several, or about a sum.
    Optional<PatternDescr> pattern(int index) {
        BaseDescr condition = conditions.get(index);
        if (condition instanceof ConditionalElementDescr group
                && group.getDescrs().size() == 1) {
            condition = (BaseDescr) group.getDescrs().getFirst();
        }
        return condition instanceof PatternDescr pattern && pattern.getSource() == null
                ? Optional.of(pattern)
                : Optional.empty();
    }

    static List<String> constraints(PatternDescr pattern) {
        List<String> constraints = new ArrayList<>();
        for (BaseDescr each : pattern.getDescrs()) {
            if (each instanceof ExprConstraintDescr constraint) {
                constraints.add(constraint.getExpression());
            }
        }
        return constraints;
    }

    /// Whether a constraint only gives a property a name.
    static boolean names(String constraint) {
        return constraint.matches("\\s*\\$\\w+\\s*:\\s*\\w+\\s*");
    }

    /// Whether a constraint says which thing is meant: a fact of another kind does not come near.
    static boolean chooses(String constraint) {
        return constraint.matches("(?s)\\s*(kind|role|resource|what|by|phase|name)\\b.*");
    }

    /// A pattern with its constraints, or without one of them.
    ///
    /// @param without index of the constraint to leave out, -1 for none
    static String near(PatternDescr pattern, List<String> constraints, int without) {
        List<String> kept = new ArrayList<>(constraints);
        if (without >= 0) {
            kept.remove(without);
        }
        return NEAR + " : " + pattern.getObjectType() + "( " + String.join(", ", kept) + " )";
    }
}
