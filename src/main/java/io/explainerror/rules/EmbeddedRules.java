package io.explainerror.rules;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The rule folder as it was when the program was built: resources below `rules/`, listed in `rules/index.txt` because
/// resources cannot be listed.
final class EmbeddedRules {
    private static final String ROOT = "/rules/";
    private static final String INDEX = ROOT + "index.txt";

    /// The native binary keeps the texts, as it keeps all constants of its classes, and needs no resources.
    private static final RuleFiles FILES = load();

    private EmbeddedRules() {}

    static RuleFiles read() {
        return FILES;
    }

    private static RuleFiles load() {
        SortedMap<String, String> texts = new TreeMap<>();
        text(INDEX).lines().map(String::strip).filter(name -> !name.isEmpty()).forEach(name -> {
            String relative = name.replace('\\', '/');
            texts.put(relative, text(ROOT + relative));
        });
        return new RuleFiles(texts);
    }

    private static String text(String resource) {
        try (InputStream in = EmbeddedRules.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw missing(resource, "is not part of this program: name a rule folder with --rules");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw missing(resource, "cannot be read from this program: " + e.getMessage());
        }
    }

    private static RuleProblems missing(String resource, String what) {
        return new RuleProblems(
                List.of(new CatalogueProblem(ProblemKind.UNREADABLE, resource.substring(1), 0, 0, what)));
    }
}
