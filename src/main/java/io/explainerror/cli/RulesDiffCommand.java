package io.explainerror.cli;

import io.explainerror.Workshop;
import io.explainerror.evaluate.Difference;
import io.explainerror.evaluate.DifferenceJson;
import io.explainerror.evaluate.DifferenceText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rules diff`: what lies between two versions of the rules, judged by labelled incidents.
@Command(
        name = "diff",
        description = {
            "Compares two versions of the rules: which rules changed,",
            "which incidents are judged otherwise, and what the scores become."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  explainerror rules diff rules my-rules --on dataset",
            "  explainerror rules diff c2826236 rules --on dataset",
            "  explainerror rules diff rules my-rules --on dataset --format markdown >> change-request.md"
        })
final class RulesDiffCommand implements Callable<Integer> {
    private static final String EITHER = "A rule folder, or the version (six digits or more) of a judgement.";

    private final Workshop workshop;
    private final Streams streams;

    @Parameters(index = "0", paramLabel = "OLD", description = EITHER)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String before;

    @Parameters(index = "1", paramLabel = "NEW", description = "The same.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String after;

    @Option(names = "--on", paramLabel = "DIR", required = true, description = "Labelled incidents to judge.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path dataset;

    @Option(names = "--format", paramLabel = "FORMAT", description = "${COMPLETION-CANDIDATES}. Default: text.")
    private DifferenceFormat format = DifferenceFormat.TEXT;

    RulesDiffCommand(Workshop workshop, Streams streams) {
        this.workshop = workshop;
        this.streams = streams;
    }

    enum DifferenceFormat {
        TEXT,
        JSON,
        MARKDOWN
    }

    @Override
    public Integer call() {
        Counting counting = new Counting(streams);
        Difference difference;
        try {
            difference = workshop.difference(before, after, dataset, counting);
        } finally {
            counting.clear();
        }
        streams.print(
                switch (format) {
                    case TEXT -> DifferenceText.plain(difference);
                    case JSON -> DifferenceJson.render(difference);
                    case MARKDOWN -> DifferenceText.markdown(difference);
                });
        return ExitCode.FINE;
    }
}
