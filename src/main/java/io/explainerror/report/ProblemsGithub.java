package io.explainerror.report;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemKind.Level;
import java.util.List;
import java.util.stream.Collectors;

/// Problems of the rules as workflow commands of GitHub Actions, which become annotations of the changed lines:
/// `::error file=rules/patterns/x.drl,line=3,col=5,title=unknown-field::message`.
///
/// A workflow command is one line; what would end it or one of its properties early is written as `%` and its code.
public final class ProblemsGithub {
    private ProblemsGithub() {}

    /// One command a problem.
    public static String render(List<FoundProblem> problems) {
        return problems.stream().map(ProblemsGithub::command).collect(Collectors.joining());
    }

    private static String command(FoundProblem found) {
        CatalogueProblem problem = found.problem();
        StringBuilder command = new StringBuilder("::")
                .append(name(problem.kind().level()))
                .append(" file=")
                .append(property(found.path()));
        if (problem.line() > 0) {
            command.append(",line=").append(problem.line());
        }
        if (problem.line() > 0 && problem.column() > 0) {
            command.append(",col=").append(problem.column());
        }
        return command.append(",title=")
                .append(property(problem.kind().id()))
                .append("::")
                .append(message(problem.message()))
                .append('\n')
                .toString();
    }

    private static String name(Level level) {
        return switch (level) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case NOTE -> "notice";
        };
    }

    private static String message(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return message(text).replace(":", "%3A").replace(",", "%2C");
    }
}
