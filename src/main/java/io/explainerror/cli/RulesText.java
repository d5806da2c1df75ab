package io.explainerror.cli;

import io.explainerror.Knowledge;
import io.explainerror.Library;
import io.explainerror.model.Pattern;
import io.explainerror.model.RuleInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Patterns and rules for people.
final class RulesText {
    private static final Comparator<RuleInfo> STRONGEST_FIRST =
            Comparator.comparing(RuleInfo::weight).reversed().thenComparing(RuleInfo::name);

    private final StringBuilder out = new StringBuilder();
    private final FiredOn fired;

    private RulesText(FiredOn fired) {
        this.fired = fired;
    }

    /// All patterns, each with a line for each rule.
    static String list(Knowledge knowledge, FiredOn fired) {
        RulesText text = new RulesText(fired);
        knowledge.patterns().stream()
                .sorted(Comparator.comparing(Pattern::id))
                .forEach(pattern -> text.listed(pattern, knowledge.rules()));
        return text.out.toString();
    }

    /// One pattern with all that belongs to it.
    static String pattern(Pattern pattern, Knowledge knowledge, Library library, FiredOn fired) {
        RulesText text = new RulesText(fired);
        text.show(pattern, knowledge.rules(), library);
        return text.out.toString();
    }

    /// One rule as it is written.
    static String rule(RuleInfo rule, Library library, FiredOn fired) {
        RulesText text = new RulesText(fired);
        text.show(rule, library);
        return text.out.toString();
    }

    /// The rules of a pattern, strongest first.
    static Stream<RuleInfo> of(Pattern pattern, List<RuleInfo> rules) {
        return rules.stream()
                .filter(rule -> rule.pattern().equals(pattern.id()))
                .sorted(STRONGEST_FIRST);
    }

    private void listed(Pattern pattern, List<RuleInfo> rules) {
        line(pattern.id() + ": " + pattern.title());
        of(pattern, rules).forEach(rule -> {
            String hits = fired.text(rule);
            line(String.format(
                    Locale.ROOT,
                    "  %+5.1f  %s  (%s:%d)%s",
                    rule.weight(),
                    rule.name(),
                    rule.file(),
                    rule.line(),
                    hits.isEmpty() ? "" : "  " + hits));
        });
    }

    private void show(Pattern pattern, List<RuleInfo> rules, Library library) {
        line(pattern.id() + ": " + pattern.title());
        line(pattern.definition().strip());
        line(String.format(
                Locale.ROOT,
                "prior %+.1f; severity %s",
                pattern.prior(),
                pattern.triage().severity()));
        heading("Rules");
        of(pattern, rules).forEach(this::entry);
        titled("Unlike", pattern.neighbours().stream().map(n -> n.pattern() + ": " + n.difference()));
        titled("Do", pattern.actions().stream().map(a -> a.does() + ": " + a.why()));
        titled("Do not", pattern.avoid().stream().map(a -> a.dont() + ": " + a.why()));
        titled(
                "Recipes",
                recipes(pattern, rules)
                        .map(id -> id + ": " + library.recipes().getOrDefault(id, "there is no such recipe")));
    }

    /// Its own, and those that its rules ask for.
    static Stream<String> recipes(Pattern pattern, List<RuleInfo> rules) {
        return Stream.concat(pattern.recipes().stream(), of(pattern, rules).map(RuleInfo::ask))
                .filter(id -> !id.isEmpty())
                .distinct();
    }

    private void entry(RuleInfo rule) {
        line(String.format(Locale.ROOT, "  %+5.1f  %s  (%s:%d)", rule.weight(), rule.name(), rule.file(), rule.line()));
        line("         says: " + rule.says());
        if (!rule.group().equals(rule.name())) {
            line("         group: " + rule.group() + ", of which the strongest counts");
        }
        if (!rule.ask().isEmpty()) {
            line("         asks: " + rule.ask());
        }
        if (fired.hits(rule).isPresent()) {
            line("         " + fired.text(rule));
        }
    }

    private void show(RuleInfo rule, Library library) {
        line(rule.name() + "  (" + rule.file() + ":" + rule.line() + ")");
        line((rule.weight() > 0 ? "supports " : "speaks against ") + rule.pattern());
        entry(rule);
        if (!rule.ask().isEmpty()) {
            line("         " + library.recipes().getOrDefault(rule.ask(), "there is no such recipe"));
        }
        out.append('\n').append(library.sources().getOrDefault(rule.name(), "")).append('\n');
    }

    private void titled(String title, Stream<String> lines) {
        List<String> all = lines.toList();
        if (!all.isEmpty()) {
            heading(title);
            all.forEach(each -> line("  " + each.strip()));
        }
    }

    private void heading(String title) {
        out.append('\n').append(title).append('\n');
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
