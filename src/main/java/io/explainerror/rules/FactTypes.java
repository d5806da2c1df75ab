package io.explainerror.rules;

import io.explainerror.model.Alerted;
import io.explainerror.model.Asymmetry;
import io.explainerror.model.Change;
import io.explainerror.model.Dependency;
import io.explainerror.model.ErrorRatioShift;
import io.explainerror.model.LatencyShift;
import io.explainerror.model.MetricShift;
import io.explainerror.model.NewTemplate;
import io.explainerror.model.Observed;
import io.explainerror.model.OnsetFound;
import io.explainerror.model.Phase;
import io.explainerror.model.QueueGrowth;
import io.explainerror.model.Recovery;
import io.explainerror.model.Restart;
import io.explainerror.model.RetryRatio;
import io.explainerror.model.Saturation;
import io.explainerror.model.Severity;
import io.explainerror.model.Signal;
import io.explainerror.model.Silence;
import io.explainerror.model.Symptom;
import io.explainerror.model.TrafficShift;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The words that conditions may use: fact types, their properties, and the enums they compare with.
///
/// A property is a method without parameters: `service` reads `service()`, `grows` reads `isGrows()`.
final class FactTypes {
    /// Every signal, and `Signal` itself for rules about any of them.
    static final List<Class<?>> ALL = List.of(
            Signal.class,
            Symptom.class,
            LatencyShift.class,
            ErrorRatioShift.class,
            TrafficShift.class,
            RetryRatio.class,
            Saturation.class,
            QueueGrowth.class,
            MetricShift.class,
            NewTemplate.class,
            Silence.class,
            Recovery.class,
            Restart.class,
            Change.class,
            Dependency.class,
            Asymmetry.class,
            Observed.class,
            OnsetFound.class,
            Alerted.class);

    static final List<Class<? extends Enum<?>>> ENUMS = List.of(Phase.class, Severity.class);

    /// `lines` would let rules argue with the text of log lines, which is what recognisers are for.
    private static final Set<String> HIDDEN =
            Set.of("hashCode", "toString", "getClass", "notify", "notifyAll", "lines");

    private static final Map<String, Class<?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));
    private static final Map<String, Class<? extends Enum<?>>> ENUM_BY_NAME =
            ENUMS.stream().collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    /// Looking through the methods of a class is slow, and every condition asks for them.
    private static final ClassValue<SortedMap<String, Method>> PROPERTIES = new ClassValue<>() {
        @Override
        protected SortedMap<String, Method> computeValue(Class<?> type) {
            return Collections.unmodifiableSortedMap(read(type));
        }
    };

    private FactTypes() {}

    static @Nullable Class<?> named(String name) {
        return BY_NAME.get(name);
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    static @Nullable Class<? extends Enum<?>> enumNamed(String name) {
        return ENUM_BY_NAME.get(name);
    }

    static boolean isFact(Class<?> type) {
        return ALL.contains(type);
    }

    /// The properties of a fact type or enum by the name under which rules know them.
    static SortedMap<String, Method> properties(Class<?> type) {
        return PROPERTIES.get(type);
    }

    private static SortedMap<String, Method> read(Class<?> type) {
        SortedMap<String, Method> properties = new TreeMap<>();
        for (Method method : type.getMethods()) {
            boolean reads = method.getParameterCount() == 0
                    && method.getReturnType() != void.class
                    && !java.lang.reflect.Modifier.isStatic(method.getModifiers())
                    && !method.isBridge();
            if (reads && !HIDDEN.contains(method.getName())) {
                // spares each call the question who asks
                method.setAccessible(true);
                properties.put(nameOf(method), method);
            }
        }
        return properties;
    }

    static Optional<Method> property(Class<?> type, String name) {
        return Optional.ofNullable(properties(type).get(name));
    }

    private static String nameOf(Method method) {
        String name = method.getName();
        boolean flag = name.startsWith("is") && name.length() > 2 && Character.isUpperCase(name.charAt(2));
        return flag ? Character.toLowerCase(name.charAt(2)) + name.substring(3) : name;
    }
}
