package io.explainerror.cli;

import io.explainerror.Explainer;
import io.explainerror.Hints;
import io.explainerror.Workshop;
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
        description = "Judges every bundle with a truth.json and scores the answers.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  explainerror evaluate dataset",
            "  explainerror evaluate dataset --format json | jq .scores",
            "  explainerror evaluate dataset --rules my-rules --fail-under 0.9"
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Workshop workshop;
    private final Streams streams;

    @Parameters(paramLabel = "DIR", description = "Folder with one folder for each labelled incident.")
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
            Evaluation evaluation = Evaluation.of(
                    folder,
                    bundle -> explainer.explain(IncidentReader.fromPaths(List.of(bundle)), Hints.NONE),
                    this::judged);
            streams.print(
                    switch (format) {
                        case TEXT -> EvaluationText.plain(evaluation);
                        case JSON -> EvaluationJson.render(evaluation);
                        case MARKDOWN -> EvaluationText.markdown(evaluation);
                    });
            return evaluation.scores().both() < failUnder ? ExitCode.ERROR : ExitCode.FINE;
        }
    }

    private void judged(String id) {
        if (streams.terminal().err()) {
            streams.err().print("\r" + id + " ");
            streams.err().flush();
        }
    }
}
