package io.explainerror.ruletest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A test run in the XML that build servers read: one suite for each file.
public final class JUnitXml {
    private JUnitXml() {}

    /// The document.
    public static String render(TestRun run) {
        Map<String, List<Outcome>> files = new LinkedHashMap<>();
        run.outcomes().forEach(outcome -> files.computeIfAbsent(outcome.test().file(), _ -> new ArrayList<>())
                .add(outcome));
        StringBuilder xml = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts(run.outcomes()) + ">\n");
        files.forEach((file, outcomes) -> suite(file, outcomes, xml));
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(String file, List<Outcome> outcomes, StringBuilder xml) {
        xml.append("  <testsuite name=\"")
                .append(escaped(file))
                .append('"')
                .append(counts(outcomes))
                .append(">\n");
        for (Outcome outcome : outcomes) {
            xml.append("    <testcase name=\"")
                    .append(escaped(outcome.test().name()))
                    .append("\" classname=\"")
                    .append(escaped(file))
                    .append("\" file=\"")
                    .append(escaped(file))
                    .append("\" line=\"")
                    .append(outcome.test().line())
                    .append("\" time=\"")
                    .append(seconds(outcome))
                    .append('"');
            if (outcome.passed()) {
                xml.append("/>\n");
            } else {
                xml.append(">\n      <failure message=\"")
                        .append(escaped(String.join("; ", outcome.failures())))
                        .append("\">")
                        .append(escaped(TestRunText.failure(outcome)))
                        .append("</failure>\n    </testcase>\n");
            }
        }
        xml.append("  </testsuite>\n");
    }

    private static String counts(List<Outcome> outcomes) {
        long failed = outcomes.stream().filter(outcome -> !outcome.passed()).count();
        return " tests=\"" + outcomes.size() + "\" failures=\"" + failed + '"';
    }

    private static String seconds(Outcome outcome) {
        return String.format(Locale.ROOT, "%.3f", outcome.took().toNanos() / 1e9);
    }

    /// XML 1.0 has no way to write control characters; log texts may hold them.
    private static String escaped(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
