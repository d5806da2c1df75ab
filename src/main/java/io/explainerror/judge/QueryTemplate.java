package io.explainerror.judge;

import io.explainerror.catalogue.CatalogueNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One tool's query with its placeholders. `{...}` is a placeholder only when it holds nothing but lower-case letters:
/// LogQL and JSON use braces themselves.
record QueryTemplate(Tool tool, String text) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    /// @throws io.explainerror.catalogue.CatalogueException when it holds an unknown placeholder
    static QueryTemplate read(Tool tool, CatalogueNode query) {
        checkPlaceholders(query);
        return new QueryTemplate(tool, query.text().strip());
    }

    static void checkPlaceholders(CatalogueNode text) {
        Matcher matcher = PLACEHOLDER.matcher(text.text());
        while (matcher.find()) {
            switch (matcher.group(1)) {
                case "service", "peer", "from", "to", "literal" -> {}
                default ->
                    throw text.problem("unknown placeholder `" + matcher.group()
                            + "`: expected one of {service}, {peer}, {from}, {to}, {literal}");
            }
        }
    }

    /// The query, or empty when it needs a value that is not known.
    Optional<String> fill(QueryValues values) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value =
                    switch (matcher.group(1)) {
                        case "service" -> tool.quoted(values.service());
                        case "peer" -> tool.quoted(values.peer());
                        case "literal" -> tool.quoted(values.literal());
                        case "from" -> tool.from(values.from());
                        default -> tool.to(values.to());
                    };
            if (value.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return Optional.of(matcher.appendTail(filled).toString());
    }
}
