package io.explainerror.rules;

import io.explainerror.model.Symptom;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What rules may name and call, as the native binary must know it: there, only what is listed can be found by name or
/// called by reflection. So this list is also the second wall around rules. It is made of the lists by which rules are
/// checked, so that no rule is fine on the JVM and fails in the binary.
final class Reachable {
    /// What Drools and its expression language look up by name for rules: the consequence's `judge` and `drools`, and
    /// the types of numbers, texts and lists.
    private static final List<Class<?>> NAMED = List.of(
            Bench.class,
            org.drools.compiler.rule.builder.EvaluatorWrapper.class,
            org.drools.core.rule.consequence.KnowledgeHelper.class,
            org.kie.api.definition.rule.Rule.class,
            org.kie.api.runtime.rule.RuleContext.class,
            Object.class,
            Comparable.class,
            CharSequence.class,
            Iterable.class,
            Collection.class,
            Set.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Float.class);

    private static final List<Class<?>> NUMBERS = List.of(Number.class, Integer.class, Long.class, Double.class);
    private static final List<Class<?>> LISTS = List.of(List.class, ArrayList.class, Collection.class);

    private Reachable() {}

    /// The types that may be looked up by name.
    static Set<Class<?>> types() {
        Set<Class<?>> types = new LinkedHashSet<>(FactTypes.ALL);
        types.addAll(FactTypes.ENUMS);
        types.addAll(NAMED);
        types.addAll(NUMBERS);
        types.addAll(LISTS);
        types.add(String.class);
        FactTypes.ALL.stream()
                .flatMap(type -> FactTypes.properties(type).values().stream())
                .map(Method::getReturnType)
                .filter(type -> !type.isPrimitive())
                .forEach(types::add);
        return types;
    }

    /// The constants that may be read by reflection: `Phase.CONNECT`.
    static Set<Field> constants() {
        Set<Field> constants = new LinkedHashSet<>();
        for (Class<?> type : FactTypes.ENUMS) {
            Arrays.stream(type.getFields()).filter(Field::isEnumConstant).forEach(constants::add);
        }
        return constants;
    }

    /// The methods that may be called by reflection.
    static Set<Method> methods() {
        Set<Method> methods = new LinkedHashSet<>();
        FactTypes.ALL.forEach(type -> methods.addAll(FactTypes.properties(type).values()));
        methods.addAll(named(Symptom.class, Members.OF_SYMPTOM.keySet()));
        methods.addAll(Arrays.stream(Bench.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .toList());
        methods.addAll(named(String.class, Members.TEXT_TESTS));
        methods.addAll(named(String.class, Set.of("length", "isEmpty", "equals", "hashCode", "compareTo")));
        NUMBERS.forEach(type -> methods.addAll(named(type, Members.OF_NUMBER.keySet())));
        LISTS.forEach(type -> methods.addAll(named(type, Set.of("size", "isEmpty"))));
        return methods;
    }

    private static List<Method> named(Class<?> type, Set<String> names) {
        return Arrays.stream(type.getMethods())
                .filter(method -> names.contains(method.getName()))
                .toList();
    }
}
