package io.explainerror.rules;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bindings that a place of a rule can see.
final class Scope {
    private final Map<String, Binding> bindings;

    Scope() {
        this(Map.of());
    }

    private Scope(Map<String, Binding> bindings) {
        this.bindings = new LinkedHashMap<>(bindings);
    }

    /// A scope that sees these bindings and keeps its own to itself: what a `not` or an `accumulate` has.
    Scope inner() {
        return new Scope(bindings);
    }

    void bind(int offset, Binding binding) {
        if (bindings.put(binding.name(), binding) != null) {
            throw new Refused(offset, "`" + binding.name() + "` is bound twice: choose another name");
        }
    }

    /// Adds what both branches of an `or` bind, since only that is bound for certain.
    void bindCommon(Collection<Scope> branches) {
        for (Binding binding : branches.iterator().next().bindings.values()) {
            boolean everywhere = branches.stream().allMatch(branch -> {
                Binding there = branch.bindings.get(binding.name());
                return there != null && there.type() == binding.type();
            });
            if (everywhere) {
                bindings.putIfAbsent(binding.name(), binding);
            }
        }
    }

    @Nullable
    Binding get(String name) {
        return bindings.get(name);
    }

    Collection<String> names() {
        return bindings.keySet();
    }
}
