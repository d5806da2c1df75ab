package io.explainerror.rules;

import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.ProblemKind;
import io.explainerror.model.Signal;
import io.explainerror.model.Symptom;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a rule says, with places to fill in: `{service}`, `{wait}`, `{wait.peer}`, `{wait[pool]}`, `{x.during|ms}`.
final class Sentence {
    private static final String UNNAMED = "(unnamed)";

    private final List<Part> parts;

    private Sentence(List<Part> parts) {
        this.parts = parts;
    }

    /// Fixed words, or a place to fill in: `{binding.property|amount}` or `{binding[captured]|amount}`.
    private record Part(
            String words, String binding, @Nullable Method property, String captured, Amount amount) {
        static Part of(String words) {
            return new Part(words, "", null, "", Amount.PLAIN);
        }
    }

    /// @param blames whether the rule names a service, so that `{service}` has something to stand for
    /// @param causes whether the rule names an effect, for `{effect}`
    static Sentence read(String template, Scope scope, boolean blames, boolean causes) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
            int close = template.indexOf('}', open);
            if (close < 0) {
                throw new Refused(ProblemKind.SENTENCE, open, "the brace has no end");
            }
            parts.add(Part.of(template.substring(at, open)));
            parts.add(place(template.substring(open + 1, close), scope, blames, causes));
            at = close + 1;
        }
        parts.add(Part.of(template.substring(at)));
        return new Sentence(parts);
    }

    private static Part place(String text, Scope scope, boolean blames, boolean causes) {
        int bar = text.indexOf('|');
        String path = (bar < 0 ? text : text.substring(0, bar)).strip();
        String suffix = bar < 0 ? "" : text.substring(bar + 1).strip();
        Amount amount = Amount.of(suffix)
                .orElseThrow(() -> new Refused(
                        ProblemKind.SENTENCE,
                        0,
                        "`{" + text + "}`: expected |ms, |s, |percent, |rate or |permin, but received |" + suffix));
        if ((path.equals("service") && blames) || (path.equals("effect") && causes)) {
            return new Part("", path, null, "", amount);
        }
        return bound(text, path, amount, scope);
    }

    private static Part bound(String text, String path, Amount amount, Scope scope) {
        int end = path.chars().allMatch(c -> c != '.' && c != '[') ? path.length() : firstOf(path);
        String name = path.substring(0, end);
        String rest = path.substring(end);
        Binding binding = scope.get("$" + name);
        if (binding == null) {
            throw new Refused(
                    ProblemKind.SENTENCE,
                    0,
                    "`{" + text + "}` stands for nothing: the rule binds no `$" + name + "`."
                            + DidYouMean.hint("$" + name, List.copyOf(scope.names())));
        }
        if (rest.startsWith("[") && rest.endsWith("]") && binding.type() == Symptom.class) {
            return new Part("", binding.name(), null, rest.substring(1, rest.length() - 1), amount);
        }
        Method property = rest.isEmpty() ? null : property(text, binding, rest.substring(1));
        Class<?> type = property == null ? binding.type() : Term.normal(property.getReturnType());
        if (amount != Amount.PLAIN && type != double.class) {
            throw new Refused(ProblemKind.SENTENCE, 0, "`{" + text + "}`: only numbers take a unit");
        }
        return new Part("", binding.name(), property, "", amount);
    }

    private static int firstOf(String path) {
        int dot = path.indexOf('.');
        int bracket = path.indexOf('[');
        return dot < 0 || (bracket >= 0 && bracket < dot) ? bracket : dot;
    }

    private static Method property(String text, Binding binding, String name) {
        boolean fact = FactTypes.isFact(binding.type());
        return (fact ? FactTypes.property(binding.type(), name) : java.util.Optional.<Method>empty())
                .orElseThrow(() -> new Refused(
                        ProblemKind.SENTENCE,
                        0,
                        "`{" + text + "}`: " + binding.name() + " is a "
                                + binding.type().getSimpleName() + " and has no property `" + name + "`."
                                + (fact ? DidYouMean.hint(name, Members.names(binding.type())) : "")));
    }

    /// @param values  value of a binding by its name with `$`
    /// @param service for `{service}`
    /// @param effect  for `{effect}`, the service where the effect shows
    String fill(Function<String, @Nullable Object> values, String service, String effect) {
        StringBuilder sentence = new StringBuilder();
        for (Part part : parts) {
            sentence.append(
                    switch (part.binding()) {
                        case "" -> part.words();
                        case "service" -> named(service);
                        case "effect" -> named(effect);
                        default -> value(part, values.apply(part.binding()));
                    });
        }
        return sentence.toString();
    }

    private static String value(Part part, @Nullable Object bound) {
        if (bound == null) {
            return UNNAMED;
        }
        if (!part.captured().isEmpty()) {
            return captured(part, (Symptom) bound);
        }
        Object value = part.property() == null ? bound : FactReaders.read(part.property(), bound);
        return switch (value) {
            case Number number -> part.amount().write(number.doubleValue());
            case Signal signal -> named(signal.service());
            case Collection<?> list -> String.valueOf(list.size());
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-');
            default -> named(value.toString());
        };
    }

    private static String captured(Part part, Symptom symptom) {
        String text = symptom.value(part.captured());
        double number = symptom.number(part.captured());
        return part.amount() == Amount.PLAIN || number == -1
                ? named(text)
                : part.amount().write(number);
    }

    private static String named(String text) {
        return text.isEmpty() ? UNNAMED : text;
    }
}
