package io.explainerror.cli;

import io.explainerror.Explainer;
import io.explainerror.Hints;
import io.explainerror.Workshop;
import io.explainerror.evaluate.ErrorCase;
import io.explainerror.evaluate.ErrorEvaluation;
import io.explainerror.evaluate.ErrorReport;
import io.explainerror.evaluate.Evaluation;
import io.explainerror.evaluate.EvaluationJson;
import io.explainerror.evaluate.EvaluationText;
import io.explainerror.intake.IncidentReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `evaluate`: labelled incidents in, how often and how surely the judge is right out.
@Command(
        name = "evaluate",
        description = {
            "Judges every bundle with a truth.json and scores the answers;",
            "in a folder of single error texts (dataset/errors), classifies each."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  explainerror evaluate dataset",
            "  explainerror evaluate dataset --format json | jq .scores",
            "  explainerror evaluate dataset/errors",
            "  explainerror evaluate dataset --rules my-rules --fail-under 0.9"
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Workshop workshop;
    private final Streams streams;

    @Parameters(
            paramLabel = "DIR",
            description = "Folder with one folder for each labelled incident, or with error texts.")
    private Path folder = Path.of("dataset");

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    private EvaluationFormat format = EvaluationFormat.TEXT;

    @Option(
            names = "--fail-under",
            paramLabel = "SHARE",
            description = "Exit with 1 when fewer than this share (0 to 1) have pattern and service right.")
    private double failUnder;

    @Mixin
    private Rules rules = new Rules();

    EvaluateCommand(Workshop workshop, Streams streams) {
        this.workshop = workshop;
        this.streams = streams;
    }

    enum EvaluationFormat {
        TEXT,
        JSON,
        MARKDOWN
    }

    @Override
    public Integer call() {
        try (Explainer explainer = workshop.open(rules.source())) {
            List<ErrorCase> texts = ErrorCase.in(folder);
            return texts.isEmpty() ? incidents(explainer) : texts(texts, explainer);
        }
    }

    private int texts(List<ErrorCase> texts, Explainer explainer) {
        ErrorEvaluation evaluation = ErrorEvaluation.of(texts, explainer::explainError);
        streams.print(
                switch (format) {
                    case TEXT -> ErrorReport.plain(evaluation);
                    case JSON -> ErrorReport.json(evaluation);
                    case MARKDOWN -> ErrorReport.markdown(evaluation);
                });
        return evaluation.accuracy() < failUnder ? ExitCode.ERROR : ExitCode.FINE;
    }

    private int incidents(Explainer explainer) {
        Evaluation evaluation = Evaluation.of(
                folder,
                bundle -> explainer.explain(IncidentReader.fromPaths(List.of(bundle)), Hints.NONE),
                streams::judged);
        streams.print(
                switch (format) {
                    case TEXT -> EvaluationText.plain(evaluation);
                    case JSON -> EvaluationJson.render(evaluation);
                    case MARKDOWN -> EvaluationText.markdown(evaluation);
                });
        return evaluation.scores().both() < failUnder ? ExitCode.ERROR : ExitCode.FINE;
    }
}
