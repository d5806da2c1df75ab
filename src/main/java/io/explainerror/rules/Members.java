package io.explainerror.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What may follow a dot, or stand alone in a pattern: the second wall. Nothing of the Java library is reachable but
/// what is listed here.
final class Members {
    private static final Map<String, Class<?>> OF_TEXT = Map.of("length", double.class, "empty", boolean.class);
    private static final Map<String, Class<?>> OF_LIST = Map.of("size", double.class, "empty", boolean.class);
    static final Map<String, Class<?>> OF_NUMBER =
            Map.of("intValue", double.class, "longValue", double.class, "doubleValue", double.class);
    static final Set<String> TEXT_TESTS = Set.of("startsWith", "endsWith", "contains");
    static final Map<String, Class<?>> OF_SYMPTOM = Map.of("value", String.class, "number", double.class);

    private Members() {}

    static @Nullable Class<?> property(Class<?> type, String name) {
        if (FactTypes.isFact(type)) {
            return FactTypes.property(type, name)
                    .<Class<?>>map(m -> m.getReturnType())
                    .orElse(null);
        }
        return builtIn(type).get(name);
    }

    /// The result of a call; null when there is no such method.
    ///
    /// @param arguments types as in [Term]
    static @Nullable Class<?> method(Class<?> type, String name, List<Class<?>> arguments) {
        boolean oneText = arguments.equals(List.of(String.class));
        if (type == String.class && oneText && TEXT_TESTS.contains(name)) {
            return boolean.class;
        }
        if (type == io.explainerror.model.Symptom.class && oneText) {
            return OF_SYMPTOM.get(name);
        }
        return arguments.isEmpty() ? getter(type, name) : null;
    }

    private static @Nullable Class<?> getter(Class<?> type, String name) {
        if (FactTypes.isFact(type)) {
            return FactTypes.properties(type).values().stream()
                    .filter(method -> method.getName().equals(name))
                    .<Class<?>>map(method -> method.getReturnType())
                    .findFirst()
                    .orElse(null);
        }
        return builtIn(type).get(name.equals("isEmpty") ? "empty" : name.equals("empty") ? "" : name);
    }

    static SortedSet<String> names(Class<?> type) {
        return FactTypes.isFact(type)
                ? new TreeSet<>(FactTypes.properties(type).keySet())
                : new TreeSet<>(builtIn(type).keySet());
    }

    private static Map<String, Class<?>> builtIn(Class<?> type) {
        if (type == String.class) {
            return OF_TEXT;
        }
        return type == List.class ? OF_LIST : type == double.class ? OF_NUMBER : Map.of();
    }
}
