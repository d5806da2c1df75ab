package io.explainerror.rules;

import java.util.Collection;
import java.util.Map;

/// What is known about an expression without evaluating it.
///
/// @param type      `double` for all numbers, `boolean`, `String`, an enum, a fact type, `List`, `Map`, `Object` for
///                  anything else, `void` for `null`
/// @param origin    what it is made of
/// @param joined    whether, being true, it ties the pattern to facts matched before through an equality of texts or
///                  facts: the kind of join that cannot multiply
/// @param selective whether, being true, it holds only for some facts: an equality with a literal or a flag
/// @param word      `Type.property` of a property, the text of a literal, "" for anything else
record Term(Class<?> type, Origin origin, boolean joined, boolean selective, String word) {
    enum Origin {
        LITERAL,
        /// The pattern's own properties.
        OWN,
        /// Bindings of patterns before.
        OUTER,
        MIXED
    }

    static Term of(Class<?> type, Origin origin, String word) {
        Class<?> normal = normal(type);
        return new Term(normal, origin, false, normal == boolean.class && origin == Origin.OWN, word);
    }

    static Term flag(Origin origin, boolean joined, boolean selective) {
        return new Term(boolean.class, origin, joined, selective, "");
    }

    static Class<?> normal(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return boolean.class;
        }
        if (Number.class.isAssignableFrom(type) || (type.isPrimitive() && type != void.class)) {
            return double.class;
        }
        if (Map.class.isAssignableFrom(type)) {
            return Map.class;
        }
        return Collection.class.isAssignableFrom(type) ? java.util.List.class : type;
    }

    boolean isNumber() {
        return type == double.class;
    }

    boolean isText() {
        return type == String.class;
    }

    boolean isFlag() {
        return type == boolean.class;
    }

    Origin with(Term other) {
        if (origin == other.origin || other.origin == Origin.LITERAL) {
            return origin;
        }
        return origin == Origin.LITERAL ? other.origin : Origin.MIXED;
    }

    /// In words, for messages.
    String shown() {
        if (isNumber()) {
            return "a number";
        }
        if (isFlag()) {
            return "true or false";
        }
        return isText() ? "a text" : type == void.class ? "null" : "a " + type.getSimpleName();
    }
}
