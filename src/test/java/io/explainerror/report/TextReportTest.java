package io.explainerror.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.model.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an on-call engineer reads.
class TextReportTest {
    private static String text(Judgement judgement) {
        return new TextReport(TextReport.DEFAULT_WIDTH, Style.PLAIN).render(judgement);
    }

    @Test
    void theFirstLineIsTheAnswer() {
        assertThat(text(Samples.pool()).lines().findFirst())
                .contains("LIKELY  connection-pool-exhaustion in checkout  (confidence 0.87)");
        assertThat(text(Samples.healthy()).lines().findFirst())
                .contains("CONFIRMED  healthy: no incident to be seen  (confidence 0.97)");
        assertThat(text(Samples.unknown()).lines().findFirst())
                .contains("POSSIBLE  unknown problem in checkout: none of the patterns explains it  (confidence 0.58)");
        assertThat(text(Samples.inconclusive()).lines().findFirst())
                .contains("INCONCLUSIVE  perhaps dns-failure in checkout  (confidence 0.29)");
    }

    @Test
    void looksAsOnFile() {
        Golden.assertMatches("report/pool.txt", text(Samples.pool()));
        Golden.assertMatches("report/pool-narrow.txt", new TextReport(60, Style.PLAIN).render(Samples.pool()));
        Golden.assertMatches("report/pool-ansi.txt", new TextReport(100, Style.ANSI).render(Samples.pool()));
        Golden.assertMatches("report/healthy.txt", text(Samples.healthy()));
        Golden.assertMatches("report/unknown.txt", text(Samples.unknown()));
        Golden.assertMatches("report/crowded.txt", text(Samples.crowded()));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 200})
    void fitsOneScreenHoweverMuchThereIsToSay(int width) {
        String text = new TextReport(width, Style.PLAIN).render(Samples.crowded());

        assertThat(text.lines().count()).isLessThanOrEqualTo(TextReport.MAX_LINES);
        assertThat(text.lines().filter(line -> !line.startsWith("  $ ")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Math.max(width, 76)));
        assertThat(text).contains("Do next", "Do not", "Why");
    }

    @Test
    void colourIsTheSameTextPainted() {
        String painted = new TextReport(100, Style.ANSI).render(Samples.pool());

        assertThat(painted).contains("\u001b[1;31mLIKELY\u001b[0m");
        assertThat(painted.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(text(Samples.pool()));
    }

    @Test
    void aHostileLineCannotSteerTheTerminal() {
        String text = text(Samples.hostile());

        assertThat(text.chars().filter(c -> c != '\n' && Character.isISOControl(c)))
                .isEmpty();
        assertThat(text).doesNotContain("\u202E").contains("\\u001b[2J").contains("\\u202e");
        assertThat(text.lines()).noneMatch(line -> line.startsWith("FORGED"));
    }

    @Test
    void withoutColourThereIsNoEscapeSequence() {
        assertThat(text(Samples.pool())).doesNotContain("\u001b");
    }
}
