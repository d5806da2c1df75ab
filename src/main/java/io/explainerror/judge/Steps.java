package io.explainerror.judge;

import io.explainerror.model.Change;
import io.explainerror.model.Pattern;
import io.explainerror.model.Pattern.Action;
import io.explainerror.model.Pattern.Avoid;
import io.explainerror.model.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What to do and what not to do. Actions come from the primary pattern; what must not be done comes from every
/// pattern that follows from it as well, and an action that one of them forbids is not offered.
///
/// @param actions in order, filled
/// @param avoid   those of the primary first, filled
record Steps(List<Action> actions, List<Avoid> avoid) {
    /// An action with this need is offered only when a change is supported by the incident itself.
    static final String SUPPORTED_CHANGE = "supported-change";

    /// Every need there is.
    static final Set<String> NEEDS = Set.of(SUPPORTED_CHANGE);

    /// @param pattern its pattern
    /// @param wording the words to fill its steps with
    record Involved(Pattern pattern, Wording wording) {}

    /// @param involved the primary first, then what follows from it
    static Steps of(List<Involved> involved, List<Signal> signals) {
        Map<String, Avoid> avoid = new LinkedHashMap<>();
        for (Involved one : involved) {
            for (Avoid a : one.pattern().avoid()) {
                Avoid filled =
                        new Avoid(one.wording().fill(a.dont()), one.wording().fill(a.why()));
                avoid.putIfAbsent(filled.dont(), filled);
            }
        }
        Involved primary = involved.getFirst();
        List<Action> actions = new ArrayList<>();
        for (Action action : primary.pattern().actions()) {
            if (holds(action.needs(), signals) && !contradicts(action, avoid)) {
                actions.add(new Action(
                        primary.wording().fill(action.does()), primary.wording().fill(action.why()), action.needs()));
            }
        }
        return new Steps(List.copyOf(actions), List.copyOf(avoid.values()));
    }

    private static boolean holds(String needs, List<Signal> signals) {
        return needs.isEmpty()
                || (needs.equals(SUPPORTED_CHANGE)
                        && signals.stream().anyMatch(s -> s instanceof Change change && change.supported()));
    }

    private static boolean contradicts(Action action, Map<String, Avoid> avoid) {
        Set<Family> advised = Family.advisedBy(action.does());
        return avoid.values().stream().anyMatch(a -> !Collections.disjoint(advised, Family.forbiddenBy(a.dont())));
    }
}
