package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.evaluate.ErrorCase;
import io.explainerror.evaluate.ErrorEvaluation;
import io.explainerror.evaluate.ErrorReport;
import io.explainerror.rules.RuleSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The single error texts of `dataset/errors`, asked at the door of `POST /v1/explain-error`.
class ErrorTextsTest {
    private static final Path ERRORS = Path.of("dataset/errors");

    private static ErrorEvaluation evaluation() {
        try (Explainer explainer = new ExplainError().open(new RuleSource.Folder(Path.of("rules")))) {
            return ErrorEvaluation.of(ErrorCase.in(ERRORS), explainer::explainError);
        }
    }

    @Test
    void mostAreTakenForWhatTheyAreAndNoneCallsForHarm() {
        ErrorEvaluation evaluation = evaluation();

        assertThat(evaluation.outcomes()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(evaluation.accuracy()).as(ErrorReport.plain(evaluation)).isGreaterThanOrEqualTo(0.85);
        assertThat(evaluation.harmful()).as(ErrorReport.plain(evaluation)).isEmpty();
    }

    @Test
    void oneLineNeverMakesSure() {
        assertThat(evaluation().outcomes())
                .allSatisfy(each -> assertThat(each.answer().confidence())
                        .as(each.expected().id())
                        .isLessThan(0.85));
    }
}
