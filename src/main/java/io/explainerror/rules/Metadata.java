package io.explainerror.rules;

import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.ProblemKind;
import java.util.Optional;
import java.util.Set;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.RuleDescr;

/// The `@words` of a rule.
final class Metadata {
    static final Set<String> KNOWN = Set.of("pattern", "weight", "group", "says", "ask");

    private final RuleDescr rule;
    private final String file;
    private final String source;
    private final Problems problems;

    Metadata(RuleDescr rule, String file, String source, Problems problems) {
        this.rule = rule;
        this.file = file;
        this.source = source;
        this.problems = problems;
        for (AnnotationDescr annotation : rule.getAnnotations()) {
            check(annotation);
        }
    }

    private void check(AnnotationDescr annotation) {
        String name = annotation.getName();
        if (!KNOWN.contains(name)) {
            problem(
                    ProblemKind.UNKNOWN_METADATA,
                    name,
                    "unknown metadata @" + name + "." + DidYouMean.hint(name, KNOWN));
        } else if (annotation.isDuplicated()) {
            problem(ProblemKind.DUPLICATE_KEY, name, "@" + name + " stands here twice");
        } else if (annotation.getValueMap().size() != 1 || annotation.getSingleValue() == null) {
            problem(ProblemKind.WRONG_VALUE, name, "expected one value, e.g. @" + name + "( \"...\" )");
        }
    }

    /// The place of the metadata of that name, of the rule's first line for "".
    Place placeOf(String name) {
        int line = Math.max(1, rule.getLine());
        return name.isEmpty()
                ? SourceText.lineOf(file, source, line)
                : SourceText.placeOf(file, source, "@" + name, line);
    }

    /// Empty, with a problem, when it is not there.
    String required(String name) {
        Optional<String> value = text(name);
        if (value.isEmpty() || value.get().isBlank()) {
            problem(ProblemKind.MISSING_METADATA, "", "the metadata @" + name + " is missing");
        }
        return value.orElse("");
    }

    Optional<String> text(String name) {
        AnnotationDescr annotation = rule.getAnnotation(name);
        if (annotation == null || annotation.getSingleValue() == null) {
            return Optional.empty();
        }
        String written = annotation.getSingleValue().toString().strip();
        boolean quoted = written.length() > 1 && written.startsWith("\"") && written.endsWith("\"");
        return Optional.of(quoted ? unescaped(written.substring(1, written.length() - 1)) : written);
    }

    private static String unescaped(String text) {
        return text.replace("\\\"", "\"").replace("\\\\", "\\");
    }

    /// A problem at the metadata of that name, or at the rule's first line.
    void problem(ProblemKind kind, String name, String message) {
        problems.add(kind, placeOf(name), "rule \"" + rule.getName() + "\": " + message);
    }
}
