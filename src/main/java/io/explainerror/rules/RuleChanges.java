package io.explainerror.rules;

import io.explainerror.model.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an edit does to the rules.
///
/// @param rules that were added or changed, then those removed, each in the order of their names
/// @param files other than rules that were added, removed or changed, in the order of their names
public record RuleChanges(List<Changed> rules, List<ChangedFile> files) {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    public RuleChanges {
        rules = List.copyOf(rules);
        files = List.copyOf(files);
    }

    /// What happened to a rule or a file.
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A rule that is not as it was.
    ///
    /// @param rule as it is now, or was when it is gone
    /// @param what what changed about it, e.g. `weight 1.6 -> 2.1`; empty when it was added or removed
    public record Changed(Kind kind, RuleInfo rule, List<String> what) {
        public Changed {
            what = List.copyOf(what);
        }
    }

    /// A file that is not as it was: a pattern, recognisers, recipes, the calibration.
    public record ChangedFile(Kind kind, String name) {}

    /// Compares two versions.
    public static RuleChanges between(Knowledge before, Knowledge after) {
        return new RuleChanges(rules(before.rules(), after.rules()), files(before.files(), after.files()));
    }

    private static List<Changed> rules(RuleBase before, RuleBase after) {
        SortedMap<String, RuleInfo> old = byName(before);
        SortedMap<String, RuleInfo> now = byName(after);
        Map<String, String> oldSources = before.sources();
        Map<String, String> newSources = after.sources();
        List<Changed> changes = new ArrayList<>();
        now.forEach((name, rule) -> {
            RuleInfo was = old.get(name);
            if (was == null) {
                changes.add(new Changed(Kind.ADDED, rule, List.of()));
                return;
            }
            List<String> what = what(was, rule, !body(oldSources.get(name)).equals(body(newSources.get(name))));
            if (!what.isEmpty()) {
                changes.add(new Changed(Kind.CHANGED, rule, what));
            }
        });
        old.forEach((name, rule) -> {
            if (!now.containsKey(name)) {
                changes.add(new Changed(Kind.REMOVED, rule, List.of()));
            }
        });
        return changes;
    }

    private static SortedMap<String, RuleInfo> byName(RuleBase base) {
        SortedMap<String, RuleInfo> rules = new TreeMap<>();
        base.rules().forEach(rule -> rules.put(rule.name(), rule));
        return rules;
    }

    private static List<String> what(RuleInfo was, RuleInfo is, boolean body) {
        List<String> what = new ArrayList<>();
        compare("pattern", was.pattern(), is.pattern(), what);
        compare("weight", Double.toString(was.weight()), Double.toString(is.weight()), what);
        compare("group", was.group(), is.group(), what);
        compare("says", was.says(), is.says(), what);
        compare("ask", was.ask(), is.ask(), what);
        if (body) {
            what.add("conditions or consequence");
        }
        return what;
    }

    private static void compare(String name, String was, String is, List<String> what) {
        if (!was.equals(is)) {
            what.add(name + " " + (was.isEmpty() ? "none" : was) + " -> " + (is.isEmpty() ? "none" : is));
        }
    }

    /// From `when` on, however it is laid out.
    private static String body(@Nullable String written) {
        String source = String.valueOf(written);
        int when = source.indexOf("\nwhen");
        return BLANKS.matcher(source.substring(Math.max(0, when))).replaceAll(" ");
    }

    private static List<ChangedFile> files(RuleFiles before, RuleFiles after) {
        Map<String, String> old = before.texts();
        Map<String, String> now = after.texts();
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        names.removeIf(
                name -> name.endsWith(".drl") || String.valueOf(old.get(name)).equals(now.get(name)));
        return names.stream()
                .map(name -> new ChangedFile(
                        !old.containsKey(name) ? Kind.ADDED : now.containsKey(name) ? Kind.CHANGED : Kind.REMOVED,
                        name))
                .toList();
    }
}
