package io.explainerror.ruletest;

import io.explainerror.catalogue.CatalogueNode;
import io.explainerror.catalogue.DidYouMean;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// The fields of a mapping of which all are known. Every accessor throws a
/// [io.explainerror.catalogue.CatalogueException] with the place of what is wrong.
final class Fields {
    private final CatalogueNode at;
    private final Map<String, CatalogueNode> fields;

    private Fields(CatalogueNode at, Map<String, CatalogueNode> fields) {
        this.at = at;
        this.fields = fields;
    }

    /// No fields at all, at a place.
    static Fields none(CatalogueNode at) {
        return new Fields(at, Map.of());
    }

    /// @param what what the mapping is, for messages: `a symptom`
    static Fields of(CatalogueNode at, String what, Set<String> known) {
        Fields fields = new Fields(at, at.map());
        for (CatalogueNode key : at.keys()) {
            known(key, key.text(), what + " has no field", known);
        }
        return fields;
    }

    /// Refuses a word that is not known.
    ///
    /// @param message what to say before the word
    static String known(CatalogueNode at, String word, String message, Collection<String> known) {
        if (!known.contains(word)) {
            throw at.problem(message + " `" + word + "`." + DidYouMean.hint(word, known));
        }
        return word;
    }

    /// A constant by its name in upper or lower case.
    static <E extends Enum<E>> E constant(CatalogueNode at, String what, E[] values, Function<E, String> id) {
        Map<String, E> byId = new LinkedHashMap<>();
        Arrays.stream(values).forEach(value -> byId.put(id.apply(value).toLowerCase(Locale.ROOT), value));
        String word = at.text().toLowerCase(Locale.ROOT);
        E value = byId.get(word);
        if (value == null) {
            throw at.problem("unknown " + what + " `" + at.text() + "`." + DidYouMean.hint(word, byId.keySet()));
        }
        return value;
    }

    /// Where they stand.
    CatalogueNode node() {
        return at;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    CatalogueNode required(String name) {
        CatalogueNode field = fields.get(name);
        if (field == null) {
            throw at.problem("expected a field `" + name + "`");
        }
        return field;
    }

    String text(String name) {
        return required(name).text();
    }

    String text(String name, String otherwise) {
        return or(name, CatalogueNode::text, otherwise);
    }

    List<String> texts(String name) {
        return or(name, CatalogueNode::texts, List.of());
    }

    /// The elements of a list, or the one thing that stands there instead.
    List<CatalogueNode> elements(String name) {
        return or(name, node -> node.isList() ? node.list() : List.of(node), List.of());
    }

    double number(String name, double otherwise) {
        return or(name, CatalogueNode::number, otherwise);
    }

    double number(String name) {
        return required(name).number();
    }

    long count(String name, long otherwise) {
        return or(name, Quantity::count, otherwise);
    }

    boolean flag(String name, boolean otherwise) {
        return or(name, Quantity::flag, otherwise);
    }

    /// A value read in a way of its own, or another one when the field is absent.
    <T> T or(String name, Function<CatalogueNode, T> read, T otherwise) {
        CatalogueNode field = fields.get(name);
        return field == null ? otherwise : read.apply(field);
    }

    <E extends Enum<E>> E constant(String name, E[] values, Function<E, String> id, E otherwise) {
        return or(name, node -> constant(node, name, values, id), otherwise);
    }

    Map<String, String> captured() {
        return or(
                "captured",
                node -> {
                    Map<String, String> texts = new LinkedHashMap<>();
                    node.map().forEach((name, value) -> texts.put(name, value.text()));
                    return texts;
                },
                Map.of());
    }
}
