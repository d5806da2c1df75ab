package io.explainerror.signal;

import io.explainerror.catalogue.DidYouMean;
import io.explainerror.intake.Text;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Tries recognisers on their own examples and rejects, and on one another's examples.
public final class RecogniserCheck {
    private final RecogniserScanner scanner;
    private final Set<String> ids;
    private final List<CatalogueProblem> problems = new ArrayList<>();

    private RecogniserCheck(Recognisers recognisers) {
        this.scanner = recognisers.scanner();
        this.ids = recognisers.recognisers().stream().map(Recogniser::id).collect(Collectors.toSet());
    }

    /// What the catalogue claims and does not hold: an example that does not match, a reject that matches, an example
    /// that another recogniser of a different kind matches undeclared, an entry without examples, rejects or
    /// origin. The first two and an unknown id under `also` are errors, the rest are warnings.
    public static List<CatalogueProblem> check(Recognisers recognisers) {
        RecogniserCheck check = new RecogniserCheck(recognisers);
        recognisers.recognisers().forEach(check::check);
        recognisers.forgetPatterns();
        return List.copyOf(check.problems);
    }

    private void check(Recogniser recogniser) {
        if (recogniser.examples().isEmpty()) {
            report(
                    ProblemKind.RECOGNISER_UNPROVEN,
                    recogniser,
                    "expected at least one text under `examples` that it must match");
        }
        if (recogniser.rejects().isEmpty()) {
            report(
                    ProblemKind.RECOGNISER_UNPROVEN,
                    recogniser,
                    "expected at least one text under `rejects` that it must not match");
        }
        if (recogniser.origin().isBlank()) {
            report(ProblemKind.RECOGNISER_UNPROVEN, recogniser, "expected under `origin` where the examples come from");
        }
        for (String other : recogniser.also()) {
            if (!ids.contains(other)) {
                report(
                        ProblemKind.UNKNOWN_RECOGNISER,
                        recogniser,
                        "`also` names the unknown recogniser `" + other + "`" + DidYouMean.aside(other, ids));
            }
        }
        recogniser.examples().forEach(example -> checkExample(recogniser, example));
        for (String reject : recogniser.rejects()) {
            if (matching(reject).contains(recogniser)) {
                report(ProblemKind.REJECT_MATCHED, recogniser, "matches the text it must reject: " + reject);
            }
        }
    }

    private void checkExample(Recogniser recogniser, String example) {
        List<Recogniser> matching = matching(example);
        if (!matching.contains(recogniser)) {
            report(ProblemKind.EXAMPLE_MISSED, recogniser, "does not match its own example: " + example);
        }
        for (Recogniser other : matching) {
            if (!mayShare(recogniser, other)) {
                report(
                        ProblemKind.EXAMPLE_SHARED,
                        recogniser,
                        "its example is matched by `" + other.id() + "` (" + other.file() + ":" + other.line()
                                + ") too, which means " + other.symptom() + " and not " + recogniser.symptom()
                                + "; narrow one of them or name it under `also`: " + example);
            }
        }
    }

    private static boolean mayShare(Recogniser one, Recogniser other) {
        return one.symptom().equals(other.symptom())
                || one.also().contains(other.id())
                || other.also().contains(one.id());
    }

    private List<Recogniser> matching(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return scanner.scan(new Text(bytes, 0, bytes.length)).stream()
                .map(Hit::recogniser)
                .toList();
    }

    private void report(ProblemKind kind, Recogniser recogniser, String message) {
        problems.add(new CatalogueProblem(
                kind,
                recogniser.file(),
                recogniser.line(),
                recogniser.column(),
                "recogniser `" + recogniser.id() + "`: " + message));
    }
}
