package io.explainerror.cli;

import io.explainerror.Workshop;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemKind.Level;
import io.explainerror.report.FoundProblem;
import io.explainerror.report.ProblemsGithub;
import io.explainerror.report.ProblemsJson;
import io.explainerror.report.ProblemsSarif;
import io.explainerror.report.ProblemsText;
import io.explainerror.rules.RuleTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rules check`: whether the rule folder compiles, what stands in its way, and what is probably not meant.
@Command(
        name = "check",
        description = {
            "Checks and compiles rules and catalogues; prints every problem as file:line:column: message.",
            "Errors keep rules from being loaded (exit code 3), warnings do not (exit code 0, with --strict 3)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  explainerror rules check",
            "  explainerror rules check --strict --rules my-rules && git commit -a",
            "  explainerror rules check rules/patterns/disk-full.drl",
            "  explainerror rules check draft.drl      # as if it were saved there",
            "  explainerror rules check --format github rules",
            "  explainerror rules check --format sarif rules > rules.sarif"
        })
final class RulesCheckCommand implements Callable<Integer> {
    private final Workshop workshop;
    private final Streams streams;

    @Parameters(
            paramLabel = "DIR|FILE",
            arity = "0..*",
            description = {
                "Rule folders, or files and sub-folders of one: then only their problems are printed.",
                "Default: the rule folder."
            })
    private List<Path> paths = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    private CheckFormat format = CheckFormat.TEXT;

    @Option(names = "--strict", description = "Let warnings fail, too.")
    private boolean strict;

    @Option(names = "--notes", description = "Print notes, too: what is worth knowing, and often meant so.")
    private boolean notes;

    @Mixin
    private Rules rules = new Rules();

    RulesCheckCommand(Workshop workshop, Streams streams) {
        this.workshop = workshop;
        this.streams = streams;
    }

    enum CheckFormat {
        TEXT,
        JSON,
        SARIF,
        GITHUB
    }

    @Override
    public Integer call() {
        List<RuleTarget> targets =
                paths.isEmpty() ? List.of(RuleTarget.all(rules.source())) : RuleTarget.of(paths, rules::source);
        List<FoundProblem> found = new ArrayList<>();
        long elsewhere = 0;
        for (RuleTarget target : targets) {
            List<CatalogueProblem> all = workshop.check(target.source(), target.edits());
            found.addAll(shown(all, target));
            elsewhere += errorsElsewhere(all, target);
        }
        boolean fine = found.isEmpty() && elsewhere == 0;
        streams.print(
                switch (format) {
                    case TEXT -> fine ? "the rules are fine\n" : ProblemsText.render(found, !paths.isEmpty());
                    case JSON -> ProblemsJson.render(found);
                    case SARIF -> ProblemsSarif.render(found, ProgramVersion.number());
                    case GITHUB -> ProblemsGithub.render(found);
                });
        return elsewhere > 0 || found.stream().anyMatch(this::fails) ? ExitCode.BROKEN_RULES : ExitCode.FINE;
    }

    private List<FoundProblem> shown(List<CatalogueProblem> all, RuleTarget target) {
        return all.stream()
                .filter(problem -> notes || problem.kind().level() != Level.NOTE)
                .filter(target::concerns)
                .map(problem -> new FoundProblem(problem, display(target.pathOf(problem.file()))))
                .toList();
    }

    /// Errors in files nobody asked for: the rules are not loaded for them, and what depends on them was not checked.
    private long errorsElsewhere(List<CatalogueProblem> all, RuleTarget target) {
        long errors = all.stream()
                .filter(problem -> problem.isError() && !target.concerns(problem))
                .count();
        if (errors > 0) {
            streams.err()
                    .println("explainerror: "
                            + target.named().map(folder -> folder + ": ").orElse("") + errors
                            + (errors == 1 ? " error" : " errors")
                            + " in other files, so not everything could be checked; see `explainerror rules check"
                            + target.named().map(folder -> " " + folder).orElse("") + "`");
        }
        return errors;
    }

    private boolean fails(FoundProblem found) {
        return switch (found.problem().kind().level()) {
            case ERROR -> true;
            case WARNING -> strict;
            case NOTE -> false;
        };
    }

    /// Relative to the working directory where it lies below it: what annotations of a repository's files need.
    private static String display(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath().normalize();
        return (absolute.startsWith(here) ? here.relativize(absolute) : absolute)
                .toString()
                .replace('\\', '/');
    }
}
