package io.explainerror.rules;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.PatternDescr;

/// Writes conditions in one way, whatever the names of their bindings and the order of their constraints, so that two
/// that ask the same can be found.
final class SameCondition {
    private static final Pattern BINDING = Pattern.compile("\\$\\w+");

    private SameCondition() {}

    /// Empty for a condition that collects or accumulates: those are never compared.
    static Optional<String> of(BaseDescr condition) {
        return write(condition).map(SameCondition::renamed);
    }

    private static Optional<String> write(BaseDescr condition) {
        return switch (condition) {
            case PatternDescr pattern -> pattern.getSource() == null ? Optional.of(fact(pattern)) : Optional.empty();
            case ConditionalElementDescr element -> {
                List<Optional<String>> parts = element.getDescrs().stream()
                        .map(part -> write((BaseDescr) part))
                        .toList();
                yield parts.stream().allMatch(Optional::isPresent)
                        ? Optional.of(condition.getClass().getSimpleName()
                                + parts.stream().map(Optional::orElseThrow).collect(Collectors.joining(";", "{", "}")))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static String fact(PatternDescr pattern) {
        return pattern.getDescrs().stream()
                .map(SameCondition::constraint)
                .sorted(Comparator.comparing(
                                (String text) -> BINDING.matcher(text).replaceAll("\\$"))
                        .thenComparing(Comparator.naturalOrder()))
                .collect(Collectors.joining(",", pattern.getIdentifier() + ":" + pattern.getObjectType() + "(", ")"));
    }

    private static String constraint(BaseDescr constraint) {
        String text = constraint instanceof ExprConstraintDescr expression
                ? expression.getExpression()
                : constraint.toString();
        return Lexer.tokens(text).stream()
                .map(token -> token.kind() == Token.Kind.TEXT ? "\"" + token.text() + "\"" : token.text())
                .collect(Collectors.joining(" "));
    }

    private static String renamed(String condition) {
        Map<String, String> names = new HashMap<>();
        Matcher bindings = BINDING.matcher(condition);
        StringBuilder renamed = new StringBuilder();
        while (bindings.find()) {
            String name = names.computeIfAbsent(bindings.group(), _ -> "$" + names.size());
            bindings.appendReplacement(renamed, Matcher.quoteReplacement(name));
        }
        return bindings.appendTail(renamed).toString();
    }
}
