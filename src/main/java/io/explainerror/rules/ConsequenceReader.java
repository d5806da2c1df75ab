package io.explainerror.rules;

import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.ProblemKind;
import io.explainerror.rules.Term.Origin;
import java.util.ArrayList;
import java.util.List;

/// Reads the consequence of a rule, which is nothing but calls of the judge.
final class ConsequenceReader {
    static final List<String> CALLS = List.of("supports", "contradicts", "causes");

    private final Tokens tokens;
    private final Words words;
    private final OperandReader operands;

    ConsequenceReader(String text, Words words, Scope scope) {
        this.tokens = new Tokens(text);
        this.words = words;
        this.operands = new OperandReader(tokens, scope, null, 0, () -> {
            throw new Refused(tokens.peek().offset(), "expected a `$binding`");
        });
    }

    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        while (!tokens.atEnd()) {
            calls.add(call());
            tokens.expect(";");
        }
        if (calls.isEmpty()) {
            throw new Refused(
                    ProblemKind.CONSEQUENCE,
                    0,
                    "the rule says nothing: expected `judge.supports( drools, $service );`");
        }
        return calls;
    }

    private Call call() {
        Token judge = tokens.peek();
        if (!judge.is("judge")) {
            throw new Refused(
                    ProblemKind.CONSEQUENCE,
                    judge.offset(),
                    "a consequence only calls the judge, e.g. `judge.supports( drools, $service );`, but received "
                            + judge.shown());
        }
        tokens.take();
        tokens.expect(".");
        Token name = tokens.expect(Token.Kind.WORD, "one of " + CALLS);
        tokens.expect("(");
        tokens.expect("drools");
        Call call =
                switch (name.text()) {
                    case "supports" -> new Call(Call.Kind.SUPPORTS, blamed(), "", judge.offset());
                    case "contradicts" -> new Call(Call.Kind.CONTRADICTS, blamed(), "", judge.offset());
                    case "causes" -> causes(judge);
                    default ->
                        throw new Refused(
                                ProblemKind.CONSEQUENCE,
                                name.offset(),
                                "the judge has no `" + name.text() + "`." + DidYouMean.hint(name.text(), CALLS));
                };
        tokens.expect(")");
        return call;
    }

    private boolean blamed() {
        if (!tokens.taken(",")) {
            return false;
        }
        service();
        return true;
    }

    private Call causes(Token judge) {
        tokens.expect(",");
        service();
        tokens.expect(",");
        Token effect = tokens.expect(Token.Kind.TEXT, "the quoted pattern of the effect");
        if (!words.patterns().contains(effect.text())) {
            throw new Refused(
                    ProblemKind.UNKNOWN_PATTERN,
                    effect.offset(),
                    "unknown pattern `" + effect.text() + "`: there is no file patterns/" + effect.text() + ".yaml."
                            + DidYouMean.hint(effect.text(), words.patterns()));
        }
        tokens.expect(",");
        service();
        return new Call(Call.Kind.CAUSES, true, effect.text(), judge.offset());
    }

    private void service() {
        int offset = tokens.peek().offset();
        Term term = operands.read();
        boolean bound = term.origin() != Origin.LITERAL;
        if (!bound || !(term.isText() || FactTypes.isFact(term.type()))) {
            throw new Refused(
                    ProblemKind.CONSEQUENCE,
                    offset,
                    "expected the binding of a service (`$s : service`) or of a fact, but received " + term.shown());
        }
    }
}
