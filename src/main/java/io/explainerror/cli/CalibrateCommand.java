package io.explainerror.cli;

import io.explainerror.Explainer;
import io.explainerror.Hints;
import io.explainerror.Knowledge;
import io.explainerror.Workshop;
import io.explainerror.evaluate.CalibrationFit;
import io.explainerror.evaluate.CalibrationReport;
import io.explainerror.intake.IncidentReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `calibrate`: labelled incidents in, the temperature and the weights that they suggest out.
@Command(
        name = "calibrate",
        description = {
            "Fits the temperature of calibration.yaml on bundles with a truth.json,",
            "and compares each rule's weight with how often it fired rightly and wrongly."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  explainerror calibrate dataset",
            "  explainerror calibrate dataset --format json | jq '.rules[] | select(.wrong > .right)'",
            "  explainerror calibrate incidents --rules my-rules --write"
        })
final class CalibrateCommand implements Callable<Integer> {
    private final Workshop workshop;
    private final Streams streams;

    @Parameters(paramLabel = "DIR", description = "Folder with one folder for each labelled incident.")
    private Path folder = Path.of("dataset");

    @Option(names = "--write", description = "Write the fitted temperature into calibration.yaml.")
    private boolean write;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    private CalibrationFormat format = CalibrationFormat.TEXT;

    @Mixin
    private Rules rules = new Rules();

    CalibrateCommand(Workshop workshop, Streams streams) {
        this.workshop = workshop;
        this.streams = streams;
    }

    enum CalibrationFormat {
        TEXT,
        JSON
    }

    @Override
    public Integer call() {
        try (Explainer explainer = workshop.open(rules.source())) {
            Knowledge knowledge = explainer.knowledge();
            CalibrationFit fit = CalibrationFit.of(
                    folder,
                    bundle -> explainer.deliberate(IncidentReader.fromPaths(List.of(bundle)), Hints.NONE),
                    knowledge.rules(),
                    knowledge.calibration().temperature(),
                    streams::judged);
            streams.print(
                    switch (format) {
                        case TEXT -> CalibrationReport.text(fit);
                        case JSON -> CalibrationReport.json(fit);
                    });
            if (write) {
                workshop.calibrate(rules.source(), fit.fitted());
            }
            return ExitCode.FINE;
        }
    }
}
