package io.explainerror;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.rules.RuleFiles;
import io.explainerror.rules.RuleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A copy of a rule folder that is edited again and again: the weight of one rule changes.
final class EditedRules {
    static final String PATTERN = "connection-pool-exhaustion";
    static final String RULE = "callers wait in vain for a connection of their own pool";
    private static final String DRL = "patterns/" + PATTERN + ".drl";
    private static final Pattern WEIGHT =
            Pattern.compile("(" + Pattern.quote("rule \"" + RULE + "\"") + "(?s:.*?)@weight\\( )[0-9.]+");
    private static final Pattern HEADER = Pattern.compile("^rule ", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("^- name", Pattern.MULTILINE);

    /// What the tests of the copy ask beside those that were copied.
    private static final String OWN_TEST = """
            - name: the pool is empty
              signals:
                - symptom: { kind: pool.acquire-timeout, service: checkout, peer: orders-db, before: 0, during: 214 }
              expect: { fires: [ "%s" ] }
            """.formatted(RULE);

    private EditedRules() {}

    /// Copies a rule folder.
    ///
    /// @param most only as many DRL files, that of the edited rule first, as have so many rules, with their tests;
    ///             0 for all
    static Path copy(Path from, Path to, int most) throws IOException {
        RuleFiles files = new RuleFolder(from).read();
        int rules = count(HEADER, files.texts().get(DRL));
        write(to, DRL, files.texts().get(DRL));
        for (Map.Entry<String, String> file : files.texts().entrySet()) {
            boolean known = file.getKey().equals(DRL);
            int more = file.getKey().endsWith(".drl") && !known ? count(HEADER, file.getValue()) : 0;
            if (most == 0 || rules + more <= most || more == 0) {
                rules += more;
                write(to, file.getKey(), file.getValue());
            }
        }
        for (Map.Entry<String, String> file : files.tests().entrySet()) {
            String drl = file.getKey().replaceFirst("^tests/", "patterns/").replaceFirst("yaml$", "drl");
            if (Files.exists(to.resolve(drl))) {
                write(to, file.getKey(), file.getValue());
            }
        }
        write(to, "tests/edited.yaml", OWN_TEST);
        return to;
    }

    /// Takes away the tests that fail because of what was not copied.
    static void withoutTests(Path rules, List<CatalogueProblem> failures) throws IOException {
        for (CatalogueProblem failure : failures) {
            Files.deleteIfExists(rules.resolve(failure.file()));
        }
    }

    static int tests(RuleFiles files) {
        return files.tests().values().stream()
                .mapToInt(text -> count(TEST, text))
                .sum();
    }

    private static int count(Pattern what, String text) {
        return (int) what.matcher(text).results().count();
    }

    /// The weight after an edit: another one for each of 1,000, and far from that of the edits before and after it.
    static double weight(int edit) {
        return (1_500 + 37 * edit % 1_000) / 1_000.0;
    }

    /// Saves a good edit.
    static void edit(Path rules, int edit) throws IOException {
        String weight = String.format(Locale.ROOT, "%.3f", weight(edit));
        write(rules, DRL, WEIGHT.matcher(Files.readString(rules.resolve(DRL))).replaceFirst("$1" + weight));
    }

    /// A file as it was before it was broken.
    record Saved(String name, String text) {}

    /// Breaks a file in one of the ways in which people do: half of it saved, a misspelt fact, a rule that fails its
    /// test,
    /// a recipe that is none.
    static Saved breakSomething(Path rules, int edit) throws IOException {
        String name = edit % 4 == 3 ? "recipes/broken.yaml" : DRL;
        Path file = rules.resolve(name);
        Saved saved = new Saved(name, Files.exists(file) ? Files.readString(file) : "");
        write(
                rules,
                name,
                switch (edit % 4) {
                    case 0 -> saved.text().substring(0, saved.text().length() / 2);
                    case 1 -> saved.text().replaceFirst("Symptom\\(", "Symptm(");
                    case 2 -> saved.text().replace("rule \"" + RULE + "\"", "rule \"" + RULE + ", says the log\"");
                    default -> "- id: broken\n  title: Broken\n  queries: { grepp: x }\n";
                });
        return saved;
    }

    /// Brings back what was there.
    static void mend(Path rules, Saved saved) throws IOException {
        if (saved.text().isEmpty()) {
            Files.delete(rules.resolve(saved.name()));
        } else {
            write(rules, saved.name(), saved.text());
        }
    }

    /// Writes beside the file and takes its place, as editors do.
    static void write(Path rules, String name, String text) throws IOException {
        Path file = rules.resolve(name);
        Files.createDirectories(file.getParent());
        Path beside = file.resolveSibling(file.getFileName() + "~");
        Files.writeString(beside, text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
