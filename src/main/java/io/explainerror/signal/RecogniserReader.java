package io.explainerror.signal;

import com.google.re2j.PatternSyntaxException;
import io.explainerror.catalogue.CatalogueException;
import io.explainerror.catalogue.CatalogueNode;
import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.Phase;
import io.explainerror.model.ProblemKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads the YAML of recognisers and collects everything that is wrong with it.
final class RecogniserReader {
    static final String FOLDER = "recognisers/";
    static final String KINDS = FOLDER + "kinds.yaml";

    private static final List<String> KEYS = List.of(
            "id",
            "symptom",
            "phase",
            "contains",
            "all",
            "ignoreCase",
            "pattern",
            "software",
            "origin",
            "examples",
            "rejects",
            "also");

    private final Map<String, String> kinds = new LinkedHashMap<>();
    private final Map<String, Recogniser> byId = new LinkedHashMap<>();
    private final List<CatalogueProblem> problems = new ArrayList<>();

    private RecogniserReader() {}

    static RecogniserReader read(Map<String, String> files) {
        RecogniserReader reader = new RecogniserReader();
        reader.readKinds(files);
        new TreeMap<>(files).forEach((file, yaml) -> {
            if (file.startsWith(FOLDER) && file.endsWith(".yaml") && !file.equals(KINDS)) {
                reader.guard(() -> CatalogueNode.parse(file, yaml).list().forEach(reader::readEntry));
            }
        });
        return reader;
    }

    Map<String, String> kinds() {
        return Collections.unmodifiableMap(kinds);
    }

    List<Recogniser> recognisers() {
        return List.copyOf(byId.values());
    }

    List<CatalogueProblem> problems() {
        return List.copyOf(problems);
    }

    private void readKinds(Map<String, String> files) {
        String yaml = files.get(KINDS);
        if (yaml == null) {
            problems.add(new CatalogueProblem(
                    ProblemKind.MISSING_KEY,
                    KINDS,
                    0,
                    0,
                    "expected this file with the allowed symptom kinds (`kind: meaning`), but it is missing"));
            return;
        }
        guard(() -> CatalogueNode.parse(KINDS, yaml).map().forEach((kind, meaning) -> kinds.put(kind, meaning.text())));
    }

    private void readEntry(CatalogueNode entry) {
        int before = problems.size();
        guard(() -> {
            Map<String, CatalogueNode> values = entry.map();
            checkKeys(values);
            Recogniser recogniser = new Recogniser(
                    text(entry, values, "id"),
                    text(entry, values, "symptom"),
                    phase(values),
                    literals(entry, values, "contains"),
                    values.containsKey("all") ? literals(entry, values, "all") : List.of(),
                    ignoreCase(values),
                    entry.text("pattern", ""),
                    entry.text("software", ""),
                    entry.text("origin", ""),
                    texts(values, "examples"),
                    texts(values, "rejects"),
                    texts(values, "also"),
                    entry.file(),
                    entry.line(),
                    entry.column());
            checkKind(recogniser, values);
            checkPattern(recogniser, values);
            checkId(recogniser, values);
            if (problems.size() == before) {
                byId.put(recogniser.id(), recogniser);
            }
        });
    }

    private void checkKeys(Map<String, CatalogueNode> values) {
        values.forEach((key, value) -> {
            if (!KEYS.contains(key)) {
                report(
                        ProblemKind.UNKNOWN_KEY,
                        value,
                        "unknown key `" + key + "`" + DidYouMean.aside(key, KEYS) + ": expected one of "
                                + String.join(", ", KEYS));
            }
        });
    }

    private void checkKind(Recogniser recogniser, Map<String, CatalogueNode> values) {
        CatalogueNode symptom = values.get("symptom");
        // without any kind it is their file that is wrong, which is told already
        if (symptom != null
                && !kinds.isEmpty()
                && !recogniser.symptom().isEmpty()
                && !kinds.containsKey(recogniser.symptom())) {
            report(
                    ProblemKind.UNKNOWN_SYMPTOM_KIND,
                    symptom,
                    "unknown symptom kind `" + recogniser.symptom() + "`"
                            + DidYouMean.aside(recogniser.symptom(), kinds.keySet()) + ": expected one declared in "
                            + KINDS);
        }
    }

    private void checkPattern(Recogniser recogniser, Map<String, CatalogueNode> values) {
        CatalogueNode pattern = values.get("pattern");
        if (pattern != null && !recogniser.pattern().isEmpty()) {
            try {
                new LinePattern(recogniser.pattern(), recogniser.ignoreCase());
            } catch (PatternSyntaxException e) {
                report(
                        ProblemKind.REGEX,
                        pattern,
                        "not a regular expression in RE2 syntax: " + e.getDescription() + " at `" + e.getPattern()
                                + "`; look-around and back references do not exist in RE2");
            }
        }
    }

    private void checkId(Recogniser recogniser, Map<String, CatalogueNode> values) {
        Recogniser first = byId.get(recogniser.id());
        CatalogueNode id = values.get("id");
        if (first != null && id != null) {
            report(
                    ProblemKind.DUPLICATE_ID,
                    id,
                    "the id `" + recogniser.id() + "` is taken by the recogniser at " + first.file() + ":"
                            + first.line());
        }
    }

    private String text(CatalogueNode entry, Map<String, CatalogueNode> values, String key) {
        CatalogueNode value = values.get(key);
        if (value == null || value.text().isBlank()) {
            report(
                    value == null ? ProblemKind.MISSING_KEY : ProblemKind.WRONG_VALUE,
                    value == null ? entry : value,
                    "expected a text under the key `" + key + "`");
            return "";
        }
        return value.text();
    }

    private Phase phase(Map<String, CatalogueNode> values) {
        CatalogueNode phase = values.get("phase");
        if (phase == null) {
            return Phase.UNKNOWN;
        }
        for (Phase known : Phase.values()) {
            if (known.id().equals(phase.text())) {
                return known;
            }
        }
        List<String> ids = Arrays.stream(Phase.values()).map(Phase::id).toList();
        report(
                ProblemKind.UNKNOWN_CONSTANT,
                phase,
                "unknown phase `" + phase.text() + "`" + DidYouMean.aside(phase.text(), ids) + ": expected one of "
                        + String.join(", ", ids));
        return Phase.UNKNOWN;
    }

    private boolean ignoreCase(Map<String, CatalogueNode> values) {
        CatalogueNode ignoreCase = values.get("ignoreCase");
        if (ignoreCase == null) {
            return false;
        }
        if (!List.of("true", "false").contains(ignoreCase.text())) {
            report(
                    ProblemKind.WRONG_VALUE,
                    ignoreCase,
                    "expected true or false, but received `" + ignoreCase.text() + "`");
        }
        return ignoreCase.text().equals("true");
    }

    private List<String> literals(CatalogueNode entry, Map<String, CatalogueNode> values, String key) {
        CatalogueNode node = values.get(key);
        if (node == null) {
            report(
                    ProblemKind.MISSING_KEY,
                    entry,
                    "expected a key `" + key + "` with a literal, or a list of literals, that every matching"
                            + " record holds");
            return List.of();
        }
        List<String> literals = node.texts();
        for (String literal : literals) {
            if (Literal.of(literal, false).length() < LiteralIndex.SHORTEST) {
                report(
                        ProblemKind.WRONG_VALUE,
                        node,
                        "the literal `" + literal + "` is too short: expected at least " + LiteralIndex.SHORTEST
                                + " bytes, better 7 or more, or every line must be looked at");
            }
        }
        if (literals.isEmpty()) {
            report(ProblemKind.WRONG_VALUE, node, "expected at least one literal under `" + key + "`");
        }
        return literals;
    }

    private static List<String> texts(Map<String, CatalogueNode> values, String key) {
        CatalogueNode node = values.get(key);
        return node == null ? List.of() : node.texts();
    }

    private void guard(Runnable reading) {
        try {
            reading.run();
        } catch (CatalogueException e) {
            problems.add(e.problem());
        }
    }

    private void report(ProblemKind kind, CatalogueNode place, String message) {
        problems.add(new CatalogueProblem(kind, place.file(), place.line(), place.column(), message));
    }
}
