package io.explainerror.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A value of a JSON request that knows where it stands. Every accessor throws [UnreadableInput] naming the path, what
/// was expected and what came.
///
/// @param path e.g. `$.signals[0].service`
/// @param node the value; null or a missing node when there is none
record JsonPlace(String path, @Nullable JsonNode node) {
    private static final int SHOWN = 60;

    static JsonPlace root(JsonNode node) {
        return new JsonPlace("$", node);
    }

    boolean isPresent() {
        return node != null && !node.isNull() && !node.isMissingNode();
    }

    /// A member, present or not.
    JsonPlace member(String name) {
        return new JsonPlace(path + "." + name, node == null ? null : node.get(name));
    }

    /// Refuses members that nobody reads: they are usually misspelt.
    JsonPlace object(Set<String> known) {
        if (node == null || !node.isObject()) {
            throw expected("an object");
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!known.contains(member.getKey())) {
                throw new UnreadableInput(path + ": unknown field \"" + member.getKey() + "\": expected one of "
                        + names(known) + "." + DidYouMean.quoted(member.getKey(), known));
            }
        }
        return this;
    }

    List<JsonPlace> elements() {
        if (node == null || !node.isArray()) {
            throw expected("a list");
        }
        List<JsonPlace> elements = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            elements.add(new JsonPlace(path + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    String text() {
        if (node == null || !node.isTextual()) {
            throw expected("a text");
        }
        return node.textValue();
    }

    String text(String name) {
        return member(name).text();
    }

    String text(String name, String otherwise) {
        JsonPlace member = member(name);
        return member.isPresent() ? member.text() : otherwise;
    }

    double number(String name) {
        return member(name).number();
    }

    double number(String name, double otherwise) {
        JsonPlace member = member(name);
        return member.isPresent() ? member.number() : otherwise;
    }

    long count(String name, long otherwise) {
        JsonPlace member = member(name);
        if (!member.isPresent()) {
            return otherwise;
        }
        JsonNode value = member.node();
        if (value == null || !value.canConvertToExactIntegral() || !value.canConvertToLong() || value.longValue() < 0) {
            throw member.expected("a whole number of 0 or more");
        }
        return value.longValue();
    }

    boolean flag(String name, boolean otherwise) {
        JsonPlace member = member(name);
        if (!member.isPresent()) {
            return otherwise;
        }
        if (member.node() == null || !member.node().isBoolean()) {
            throw member.expected("true or false");
        }
        return member.node().booleanValue();
    }

    Instant instant(String name) {
        JsonPlace member = member(name);
        try {
            return Instant.parse(member.text());
        } catch (DateTimeParseException e) {
            throw member.expected("an instant such as \"2026-05-04T03:12:09Z\"");
        }
    }

    Map<String, String> texts(String name) {
        JsonPlace member = member(name);
        if (!member.isPresent()) {
            return Map.of();
        }
        if (member.node() == null || !member.node().isObject()) {
            throw member.expected("an object of texts");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        member.node()
                .properties()
                .forEach(entry -> texts.put(
                        entry.getKey(),
                        entry.getValue().isNumber() ? entry.getValue().asText() : member.text(entry.getKey())));
        return texts;
    }

    /// One of the given words.
    String word(String name, Optional<String> otherwise, Collection<String> words) {
        JsonPlace member = member(name);
        if (!member.isPresent() && otherwise.isPresent()) {
            return otherwise.get();
        }
        if (!words.contains(member.text())) {
            throw new UnreadableInput(member.path() + ": expected one of " + names(words) + ", but received "
                    + member.shown() + "." + DidYouMean.quoted(member.text(), words));
        }
        return member.text();
    }

    UnreadableInput expected(String what) {
        return new UnreadableInput(
                path + ": expected " + what + ", but received " + (isPresent() ? shown() : "nothing"));
    }

    private double number() {
        if (node == null || !node.isNumber()) {
            throw expected("a number");
        }
        return node.doubleValue();
    }

    private String shown() {
        String json = String.valueOf(node);
        return json.length() > SHOWN ? json.substring(0, SHOWN) + "..." : json;
    }

    private static String names(Collection<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }
}
