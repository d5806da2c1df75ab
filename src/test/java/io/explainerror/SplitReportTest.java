package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.evaluate.Evaluation;
import io.explainerror.evaluate.EvaluationText;
import io.explainerror.intake.IncidentReader;
import io.explainerror.rules.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The table of `dataset/README.md` between `<!-- scores -->` and `<!-- /scores -->` says how right the judge is on
/// each part of `dataset/split.yaml`. It is what the program of today scores: `-Dscores.write=true` renews it.
class SplitReportTest {
    private static final Path DATASET = Path.of("dataset");
    private static final Path README = DATASET.resolve("README.md");
    private static final String BEGIN = "<!-- scores -->\n";
    private static final String END = "<!-- /scores -->";

    @Test
    void theReadmeShowsTheScoresOfToday() throws IOException {
        String readme = Files.readString(README);
        assertThat(readme).as("%s needs a block for the scores", README).contains(BEGIN, END);
        String today = readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
                + scores()
                + readme.substring(readme.indexOf(END));

        if (Boolean.getBoolean("scores.write")) {
            Files.writeString(README, today);
        }

        assertThat(Files.readString(README))
                .as("%s is out of date: -Dscores.write=true renews it", README)
                .isEqualTo(today);
    }

    private static String scores() {
        try (Explainer explainer = new ExplainError().open(new RuleSource.Folder(Path.of("rules")))) {
            Evaluation evaluation = Evaluation.of(
                    DATASET,
                    bundle -> explainer.explain(IncidentReader.fromPaths(List.of(bundle)), Hints.NONE),
                    _ -> {});
            return EvaluationText.parts(evaluation, true);
        }
    }
}
