package io.explainerror.rules;

import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.OnsetFound;
import io.explainerror.model.ProblemKind;
import io.explainerror.model.Symptom;
import java.util.ArrayList;
import java.util.List;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.jspecify.annotations.Nullable;

/// Walks the conditions of a rule, refuses what is not on its list, and finds out what the rule binds.
final class ConditionReader {
    private static final int MAX_DEPTH = 20;

    private final String file;
    private final Words words;
    private final Problems problems;
    private final SourceReader sources = new SourceReader(this);
    private final List<KindUse.At> kinds = new ArrayList<>();
    private int patterns;
    private int depth;

    ConditionReader(String file, Words words, Problems problems) {
        this.file = file;
        this.words = words;
        this.problems = problems;
    }

    /// The symptom kinds that were asked for.
    List<KindUse.At> kinds() {
        return kinds;
    }

    /// Reads conditions into a scope.
    void read(BaseDescr condition, Scope scope, Joins joins) {
        if (++depth > MAX_DEPTH) {
            refuse(condition, "conditions are nested deeper than " + MAX_DEPTH + " levels");
            return;
        }
        switch (condition) {
            case AndDescr and -> and.getDescrs().forEach(each -> read(each, scope, joins));
            case OrDescr or -> or(or, scope, joins);
            case NotDescr not -> inside(descrs(not.getDescrs()), scope, joins);
            case ExistsDescr exists -> inside(descrs(exists.getDescrs()), scope, joins);
            case ForallDescr forall -> inside(forall.getDescrs(), scope, joins);
            case PatternDescr pattern -> pattern(pattern, scope, joins);
            default -> refuse(condition, "`" + wordFor(condition) + "` is not part of the language of rules");
        }
        depth--;
    }

    private void or(OrDescr or, Scope scope, Joins joins) {
        List<Scope> branches = new ArrayList<>();
        Joins before = joins.copy();
        for (BaseDescr branch : or.getDescrs()) {
            Scope own = scope.inner();
            Joins counted = before.copy();
            read(branch, own, counted);
            joins.worstOf(counted);
            branches.add(own);
        }
        scope.bindCommon(branches);
    }

    private void inside(List<BaseDescr> conditions, Scope scope, Joins joins) {
        Scope inner = scope.inner();
        Joins counted = joins.inner();
        // a lone condition inside a `not` costs one look, however many combinations there are outside
        boolean alone = conditions.size() == 1 && conditions.getFirst() instanceof PatternDescr;
        conditions.forEach(each -> read(each, inner, alone ? new Joins() : counted));
    }

    private void pattern(PatternDescr pattern, Scope scope, Joins joins) {
        int number = ++patterns;
        try {
            refuseExtras(pattern);
            Class<?> type = pattern.getSource() == null
                    ? factType(pattern)
                    : sources.read(pattern, pattern.getSource(), scope, joins);
            bind(pattern, type, scope, number);
            long before = problems.errors();
            Term all = constraints(pattern, type, scope, number);
            if (problems.errors() == before) {
                lint(pattern, type);
            }
            boolean needsTie = pattern.getSource() == null && type != OnsetFound.class && !all.joined();
            if (needsTie && joins.oneTooMany(all.selective())) {
                problems.add(
                        ProblemKind.UNCONSTRAINED_JOIN,
                        place(pattern),
                        "this condition is combined with those before it without being tied to them, which multiplies"
                                + " their numbers: add an equality of texts with one of them, e.g."
                                + " `service == $service`");
            }
        } catch (Refused e) {
            problems.add(place(pattern), e);
        }
    }

    /// Only conditions that are sound are looked at: these can be read again without an error.
    private void lint(PatternDescr pattern, Class<?> type) {
        Demands demands = new Demands(type.getSimpleName());
        for (BaseDescr each : pattern.getDescrs()) {
            if (each instanceof ExprConstraintDescr constraint) {
                String text = constraint.getExpression();
                Place start = place(constraint);
                if (type == Symptom.class) {
                    KindUse.in(text)
                            .forEach(use -> kinds.add(new KindUse.At(use.kind(), start.at(text, use.offset()))));
                }
                try {
                    demands.add(text);
                } catch (Refused e) {
                    problems.add(start.at(text, e.offset()), e);
                }
            }
        }
    }

    private static void refuseExtras(PatternDescr pattern) {
        if (pattern.isQuery() || pattern.isUnification()) {
            throw new Refused(0, "queries and unification are not part of the language of rules");
        }
        if (!pattern.getBehaviors().isEmpty() || !pattern.getAnnotations().isEmpty()) {
            throw new Refused(0, "windows and annotations on conditions are not part of the language of rules");
        }
    }

    Class<?> factType(PatternDescr pattern) {
        String name = String.valueOf(pattern.getObjectType());
        Class<?> type = FactTypes.named(name);
        if (type == null) {
            throw new Refused(
                    ProblemKind.UNKNOWN_FACT_TYPE,
                    0,
                    "there is no fact type `" + name + "`." + DidYouMean.hint(name, FactTypes.names()));
        }
        return type;
    }

    private static void bind(PatternDescr pattern, Class<?> type, Scope scope, int number) {
        String name = pattern.getIdentifier();
        if (name == null) {
            return;
        }
        if (!name.startsWith("$")) {
            throw new Refused(0, "bindings begin with a dollar sign: write `$" + name + "`");
        }
        scope.bind(0, new Binding(name, Term.normal(type), number));
    }

    private Term constraints(PatternDescr pattern, Class<?> type, Scope scope, int number) {
        boolean joined = false;
        boolean selective = false;
        for (BaseDescr each : pattern.getDescrs()) {
            Term term = constraint(each, type == Object.class ? null : Term.normal(type), scope, number);
            joined |= term.joined();
            selective |= term.selective();
        }
        return Term.flag(Term.Origin.MIXED, joined, selective);
    }

    private Term constraint(BaseDescr descr, @Nullable Class<?> own, Scope scope, int number) {
        if (!(descr instanceof ExprConstraintDescr constraint)
                || constraint.getType() != ExprConstraintDescr.Type.NAMED) {
            throw new Refused(
                    0, "expected `property operator value`: positional arguments are not part of the language");
        }
        String text = constraint.getExpression();
        try {
            return new ExpressionReader(text, words, scope, own, number).constraint();
        } catch (Refused e) {
            problems.add(place(constraint).at(text, e.offset()), e);
            // taken as tied, so that one mistake does not make a second message
            return Term.flag(Term.Origin.MIXED, true, true);
        }
    }

    /// Reads an expression that is no constraint, e.g. the argument of an accumulate function.
    Term value(BaseDescr owner, String text, Scope scope) {
        try {
            return new ExpressionReader(text, words, scope, null, 0).value();
        } catch (Refused e) {
            problems.add(place(owner), e);
            return Term.of(Object.class, Term.Origin.MIXED, "");
        }
    }

    private void refuse(BaseDescr where, String why) {
        problems.add(ProblemKind.NOT_IN_LANGUAGE, place(where), why);
    }

    private Place place(BaseDescr descr) {
        return new Place(file, Math.max(0, descr.getLine()), descr.getLine() > 0 ? descr.getColumn() + 1 : 0);
    }

    private static List<BaseDescr> descrs(List<?> untyped) {
        return untyped.stream().map(BaseDescr.class::cast).toList();
    }

    static String wordFor(BaseDescr descr) {
        return switch (descr) {
            case AccumulateDescr _ -> "accumulate";
            case CollectDescr _ -> "collect";
            case FromDescr _ -> "from";
            default -> descr.getClass().getSimpleName().replace("Descr", "").toLowerCase(java.util.Locale.ROOT);
        };
    }
}
