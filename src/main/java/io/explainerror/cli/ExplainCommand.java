package io.explainerror.cli;

import io.explainerror.Explainer;
import io.explainerror.Hints;
import io.explainerror.Workshop;
import io.explainerror.catalogue.DidYouMean;
import io.explainerror.intake.Incident;
import io.explainerror.intake.IncidentReader;
import io.explainerror.model.Judgement;
import io.explainerror.model.Pattern;
import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.model.Verdict;
import io.explainerror.report.WhyReport;
import io.explainerror.rules.Why;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `explain`: material in, one judgement out.
@Command(
        name = "explain",
        description = "Judges an incident: log files, a bundle folder, or standard input.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  explainerror explain dataset/inc-0055",
            "  explainerror explain checkout.log nginx-error.log --alert 'p95 above 4s'",
            "  kubectl logs deploy/checkout | explainerror explain --service checkout",
            "  explainerror explain incident/ --format json | jq .pattern",
            "  explainerror explain dataset/inc-0055 --why slow-query",
            "  explainerror explain canary.log --fail-on likely || ./rollback",
            "  explainerror explain incident/ --rules-version c2826236"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Workshop workshop;
    private final Streams streams;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH|-",
            arity = "0..*",
            description = {"Log files or bundle folders; - for standard input.", "Default: what is piped in."})
    private List<String> paths = List.of();

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "Whose log it is where neither it nor its name tells.")
    private String service = "";

    @Option(names = "--alert", paramLabel = "TEXT|FILE.json", description = "The alert: its title, or an alert.json.")
    private String alert = "";

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            converter = InstantConverter.class,
            description = "When it began to hurt, e.g. 2026-05-04T03:12:09Z.")
    private @Nullable Instant at;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    private Format format = Format.TEXT;

    @Option(
            names = "--why",
            paramLabel = "PATTERN",
            description = {
                "Print every rule of one pattern instead, fired or not,",
                "and which condition kept a silent one from firing (text or json)."
            })
    private String why = "";

    @Option(
            names = "--fail-on",
            paramLabel = "VERDICT",
            description = "Exit with 1 when an incident is found with at least this verdict: ${COMPLETION-CANDIDATES}.")
    private @Nullable Verdict failOn;

    @Option(names = "--color", paramLabel = "WHEN", description = "${COMPLETION-CANDIDATES}. Default: auto.")
    private Colour color = Colour.AUTO;

    @Option(
            names = "--rules-version",
            paramLabel = "SHA",
            description = {
                "Judge by this version of the rules, as an earlier judgement names it (six digits or more).",
                "Kept are those that judged last, see EXPLAINERROR_VERSIONS_FOLDER and EXPLAINERROR_VERSIONS_KEEP."
            })
    private @Nullable String version;

    @Mixin
    private Rules rules = new Rules();

    ExplainCommand(Workshop workshop, Streams streams) {
        this.workshop = workshop;
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Hints hints = new Hints(service, alertText(), Optional.ofNullable(at));
        List<Path> files = files();
        // The input is looked at before the rules are compiled: a misspelt path is told at once.
        Incident incident = IncidentReader.fromPaths(files, streams.in());
        Explainer explainer = version == null ? workshop.open(rules.source()) : workshop.open(rules.source(), version);
        if (!why.isEmpty()) {
            return why(explainer, incident, hints);
        }
        Judgement judgement = explain(explainer, incident, hints, files);
        streams.print(format.report(color.wanted(streams.terminal())).render(judgement));
        explainer.keep();
        return isFailure(judgement) ? ExitCode.ERROR : ExitCode.FINE;
    }

    private int why(Explainer explainer, Incident incident, Hints hints) {
        List<String> patterns =
                explainer.knowledge().patterns().stream().map(Pattern::id).toList();
        if (!patterns.contains(why)) {
            throw new ParameterException(
                    spec.commandLine(), "--why: there is no pattern `" + why + "`." + DidYouMean.hint(why, patterns));
        }
        Why answer = explainer.why(incident, hints, why);
        streams.print(
                switch (format) {
                    case TEXT -> WhyReport.text(answer);
                    case JSON -> WhyReport.json(answer);
                    case MARKDOWN, HTML ->
                        throw new ParameterException(
                                spec.commandLine(), "--why: expected --format text or json, but received " + format);
                });
        return ExitCode.FINE;
    }

    private List<Path> files() {
        if (!paths.isEmpty()) {
            return paths.stream().map(Path::of).toList();
        }
        if (streams.terminal().in()) {
            throw new ParameterException(
                    spec.commandLine(), "nothing to explain: name a log file or bundle folder, or pipe a log in");
        }
        return List.of(Path.of("-"));
    }

    private Judgement explain(Explainer explainer, Incident incident, Hints hints, List<Path> files) {
        if (!streams.terminal().err()) {
            return explainer.explain(incident, hints);
        }
        Progress progress = Progress.of(streams.err(), files);
        try {
            return explainer.explain(incident, hints, progress);
        } finally {
            progress.clear();
        }
    }

    private String alertText() {
        if (!alert.endsWith(".json")) {
            return alert;
        }
        try {
            return Files.readString(Path.of(alert));
        } catch (IOException e) {
            throw new UnreadableInput(alert + ": expected an alert.json, but it cannot be read: " + e, e);
        }
    }

    private boolean isFailure(Judgement judgement) {
        return failOn != null
                && !judgement.pattern().equals(Pattern.HEALTHY)
                && judgement.verdict().compareTo(failOn) >= 0;
    }
}
