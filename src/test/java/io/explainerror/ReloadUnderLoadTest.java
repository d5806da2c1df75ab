package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of what PERFORMANCE.md tells of 1,000 edits.
class ReloadUnderLoadTest {
    private static final int EDITS = 45;

    @TempDir
    private Path temp;

    @Test
    void everyAnswerIsGivenByTheWholeOfAVersionThatWasSavedAndNobodyIsTurnedAway() throws Exception {
        Path rules = PoolRules.write(temp.resolve("rules"), 2);

        EditsUnderLoad edits = new EditsUnderLoad(rules, "callers wait", PoolRules.signals(), Duration.ZERO)
                .run(EDITS, new SmallEdits(rules), _ -> {});

        assertThat(edits.surprises()).isEmpty();
        assertThat(edits.saved()).hasSize(1 + EDITS * 2 / 3);
        assertThat(edits.wrong()).isEmpty();
        assertThat(edits.answers())
                .extracting(EditsUnderLoad.Answer::version)
                .as("one answer by each version")
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(1);
        assertThat(edits.answered()).isGreaterThanOrEqualTo(EditsUnderLoad.CLIENTS);
    }

    private record SmallEdits(Path rules) implements EditsUnderLoad.Editor {
        @Override
        public double edit(int edit) throws IOException {
            double weight = 2 + 0.05 * edit;
            EditedRules.write(rules, PoolRules.DRL, PoolRules.drl(weight));
            return weight;
        }

        /// In turn: half a file, a misspelt fact, a rule that fails its test.
        @Override
        public void damage(int edit) throws IOException {
            String good = PoolRules.drl(3);
            EditedRules.write(
                    rules,
                    PoolRules.DRL,
                    switch (edit / 3 % 3) {
                        case 0 -> good.substring(0, good.length() / 2);
                        case 1 -> good.replace("Symptom(", "Symptm(");
                        default -> PoolRules.drl(0.01);
                    });
        }
    }
}
