package io.explainerror.report;

import java.util.List;
import java.util.stream.Collectors;

/// Problems of the rules for people and editors: `file:line:column: message`, one a line.
public final class ProblemsText {
    private ProblemsText() {}

    /// @param paths whether files are shown by their paths instead of their names in the rule folder
    public static String render(List<FoundProblem> problems, boolean paths) {
        return problems.stream()
                .map(found -> (paths ? found.problem().at(found.path()) : found.problem()) + "\n")
                .collect(Collectors.joining());
    }
}
