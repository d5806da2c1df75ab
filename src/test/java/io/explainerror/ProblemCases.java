package io.explainerror;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads `rule-problems.txt`: what each mistake is answered with.
final class ProblemCases {
    private static final Path FILE = Path.of("src/test/resources/rule-problems.txt");

    private ProblemCases() {}

    /// @param text     what is saved
    /// @param expected lines of `id file:line:column: message`
    record Case(String title, String file, String text, List<String> expected) {
        @Override
        public String toString() {
            return title;
        }
    }

    static List<Case> read() {
        List<Case> cases = new ArrayList<>();
        try {
            for (String written : Files.readString(FILE).split("(?m)^=== ")) {
                if (written.contains("\n--> ")) {
                    cases.add(read(written));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static Case read(String written) {
        String[] head = written.split("\n", 3);
        int end = head[2].indexOf("--> ");
        String file = head[1].substring("in ".length());
        String text = head[2].substring(0, end);
        boolean rulesOnly = file.endsWith(".drl") && !text.startsWith("package");
        return new Case(
                head[0],
                file,
                rulesOnly ? SmallRules.PRELUDE + text : text,
                head[2].substring(end)
                        .lines()
                        .filter(line -> line.startsWith("--> "))
                        .map(line -> line.substring("--> ".length()))
                        .toList());
    }
}
