package io.explainerror.rules;

import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.ProblemKind;
import io.explainerror.rules.Term.Origin;
import io.explainerror.signal.Terms;
import java.util.SortedSet;

/// What operators demand of their sides, and what they give.
final class Comparison {
    private static final String KIND = "Symptom.kind";

    private final Words words;

    Comparison(Words words) {
        this.words = words;
    }

    Term equal(Token operator, Term left, Term right) {
        boolean same = left.type() == right.type()
                || related(left.type(), right.type())
                || left.type() == Object.class
                || right.type() == Object.class
                || (isNull(left) && !isPrimitive(right))
                || (isNull(right) && !isPrimitive(left));
        if (!same) {
            throw new Refused(
                    ProblemKind.TYPE_MISMATCH,
                    operator.offset(),
                    "cannot compare " + left.shown() + " with " + right.shown());
        }
        literal(operator, left, right);
        literal(operator, right, left);
        boolean equality = !operator.is("!=");
        boolean ties = left.isText() || FactTypes.isFact(left.type());
        boolean across = meet(Origin.OWN, Origin.OUTER, left, right);
        boolean fixed = meet(Origin.OWN, Origin.LITERAL, left, right);
        return Term.flag(left.with(right), equality && ties && across, equality && fixed);
    }

    Term ordered(Token operator, Term left, Term right) {
        numbers(operator, left, right);
        return Term.flag(left.with(right), false, false);
    }

    Term arithmetic(Token operator, Term left, Term right) {
        numbers(operator, left, right);
        return new Term(double.class, left.with(right), false, false, "");
    }

    Term contains(Token operator, Term whole, Term part) {
        boolean texts = whole.isText() && part.isText();
        boolean list = whole.type() == java.util.List.class;
        if (!texts && !list) {
            throw new Refused(
                    ProblemKind.TYPE_MISMATCH,
                    operator.offset(),
                    operator.shown() + " needs two texts or a list, but received " + whole.shown() + " and "
                            + part.shown());
        }
        return Term.flag(whole.with(part), false, part.origin() == Origin.LITERAL);
    }

    Term matches(Token operator, Term left, Token regex) {
        if (!left.isText()) {
            throw new Refused(
                    ProblemKind.TYPE_MISMATCH,
                    operator.offset(),
                    "`matches` needs a text, but received " + left.shown());
        }
        try {
            com.google.re2j.Pattern.compile(regex.text());
        } catch (com.google.re2j.PatternSyntaxException e) {
            throw new Refused(
                    ProblemKind.REGEX, regex.offset(), "not a regular expression of linear time: " + e.getMessage());
        }
        if (canBacktrack(regex.text())) {
            throw new Refused(
                    ProblemKind.REGEX,
                    regex.offset(),
                    "`matches` takes one repetition at most, and none of a group, since others can take for ever on"
                            + " some texts: recognisers are the place for patterns");
        }
        return Term.flag(left.origin(), false, true);
    }

    /// The engine matches with backtracking, which is exponential in nested and adjacent repetitions.
    private static boolean canBacktrack(String regex) {
        long repetitions = regex.chars().filter(c -> "*+{".indexOf(c) >= 0).count();
        return repetitions > 1 || regex.contains(")*") || regex.contains(")+") || regex.contains("){");
    }

    Term and(Token operator, Term left, Term right) {
        flags(operator, left, right);
        return Term.flag(left.with(right), left.joined() || right.joined(), left.selective() || right.selective());
    }

    Term or(Token operator, Term left, Term right) {
        flags(operator, left, right);
        return Term.flag(left.with(right), left.joined() && right.joined(), left.selective() && right.selective());
    }

    Term not(Token operator, Term term) {
        flags(operator, term, term);
        return Term.flag(term.origin(), false, term.selective());
    }

    private void literal(Token operator, Term property, Term literal) {
        if (!literal.isText() || literal.origin() != Origin.LITERAL || property.origin() == Origin.LITERAL) {
            return;
        }
        if (property.word().equals(KIND)
                && !words.kinds().isEmpty()
                && !words.kinds().contains(literal.word())) {
            throw new Refused(
                    ProblemKind.UNKNOWN_SYMPTOM_KIND,
                    operator.offset(),
                    "unknown symptom kind `" + literal.word() + "`: " + Words.KINDS_FILE + " does not declare it."
                            + DidYouMean.hint(literal.word(), words.kinds()));
        }
        SortedSet<String> terms = Terms.byProperty().get(property.word());
        if (terms != null && !terms.contains(literal.word())) {
            throw new Refused(
                    ProblemKind.UNKNOWN_WORD,
                    operator.offset(),
                    "no signal carries `" + literal.word() + "` as " + property.word() + "."
                            + DidYouMean.hint(literal.word(), terms));
        }
        if (!property.word().isEmpty()) {
            words.compared(property.word(), literal.word());
        }
    }

    private static void numbers(Token operator, Term left, Term right) {
        if (!number(left) || !number(right)) {
            throw new Refused(
                    ProblemKind.TYPE_MISMATCH,
                    operator.offset(),
                    operator.shown() + " needs two numbers, but received " + left.shown() + " and " + right.shown());
        }
    }

    /// The result of an accumulate function is an `Object` until it has run.
    private static boolean number(Term term) {
        return term.isNumber() || term.type() == Object.class;
    }

    private static void flags(Token operator, Term left, Term right) {
        if (!left.isFlag() || !right.isFlag()) {
            throw new Refused(
                    ProblemKind.TYPE_MISMATCH,
                    operator.offset(),
                    operator.shown() + " needs conditions on both sides, but received " + left.shown() + " and "
                            + right.shown());
        }
    }

    private static boolean related(Class<?> one, Class<?> other) {
        return FactTypes.isFact(one)
                && FactTypes.isFact(other)
                && (one.isAssignableFrom(other) || other.isAssignableFrom(one));
    }

    private static boolean meet(Origin one, Origin other, Term left, Term right) {
        return (left.origin() == one && right.origin() == other) || (left.origin() == other && right.origin() == one);
    }

    private static boolean isNull(Term term) {
        return term.type() == void.class;
    }

    private static boolean isPrimitive(Term term) {
        return term.isNumber() || term.isFlag();
    }
}
