package io.explainerror.rules;

import io.explainerror.model.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.drools.core.reteoo.AccumulateNode.AccumulateContext;
import org.drools.core.reteoo.TupleImpl;
import org.drools.core.rule.consequence.InternalMatch;
import org.jspecify.annotations.Nullable;

/// What a match is made of, in the order of the conditions, with what lists, sums and `exists` were made of.
final class MatchedSignals {
    /// By identity: facts are all different, and hashing their contents is slow.
    private final Set<Signal> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Signal> signals = new ArrayList<>();

    private MatchedSignals() {}

    static List<Signal> of(InternalMatch match) {
        MatchedSignals matched = new MatchedSignals();
        matched.tuples(match.getTuple());
        return List.copyOf(matched.signals);
    }

    private void tuples(@Nullable TupleImpl last) {
        List<TupleImpl> inOrder = new ArrayList<>();
        for (TupleImpl tuple = last; tuple != null; tuple = tuple.getParent()) {
            inOrder.addFirst(tuple);
        }
        inOrder.forEach(this::tuple);
    }

    private void tuple(TupleImpl tuple) {
        if (tuple.getFactHandle() == null) {
            return;
        }
        add(tuple.getFactHandle().getObject());
        if (tuple.getContextObject() instanceof AccumulateContext) {
            accumulated(tuple);
        } else {
            add(tuple.getAccumulatedObjects());
        }
    }

    /// Each child of the tuple stands for one fact, or one combination of facts, that went into the result.
    private void accumulated(TupleImpl tuple) {
        for (TupleImpl child = tuple.getFirstChild(); child != null; child = child.getHandleNext()) {
            TupleImpl right = child.getRightParent();
            if (right == null) {
                continue;
            }
            if (right.isSubnetworkTuple()) {
                tuples(right);
            } else if (right.getFactHandle() != null) {
                add(right.getFactHandle().getObject());
            }
        }
    }

    private void add(@Nullable Object matched) {
        switch (matched) {
            case null -> {}
            case Signal signal when seen.add(signal) -> signals.add(signal);
            case Signal _ -> {}
            case Collection<?> list -> list.forEach(this::add);
            case Object[] results -> List.of(results).forEach(this::add);
            default -> {}
        }
    }
}
