package io.explainerror.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.ProblemException.UnreadableInput;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitTest {
    private static final String SPLIT = """
            - {part: held-back, says: unseen, stacks: [quarkus, ruby]}
            - {part: used, stacks: ["*"]}
            """;

    private static Truth on(String... stack) {
        return new Truth("disk-full", "db", List.of(), List.of(stack));
    }

    @Test
    void anIncidentBelongsToTheFirstPartThatNamesItsSoftware() {
        Split split = Split.read("split.yaml", SPLIT);

        assertThat(split.partOf(on("java", "quarkus"))).map(Split.Part::name).contains("held-back");
        assertThat(split.partOf(on("java", "spring-boot")))
                .map(Split.Part::name)
                .contains("used");
        assertThat(split.keepsBack(on("java", "quarkus"))).isTrue();
        assertThat(split.keepsBack(on("java", "spring-boot"))).isFalse();
    }

    @Test
    void withoutAStarAnIncidentMayBelongToNoPart() {
        assertThat(Split.read("split.yaml", "- {part: a, stacks: [ruby]}").partOf(on("go")))
                .isEmpty();
    }

    @Test
    void aFolderWithoutTheFileIsNotSplit(@TempDir Path folder) {
        assertThat(Split.of(folder)).isEqualTo(Split.NONE);
    }

    @Test
    void aMisspeltKeyIsReportedWithItsPlace() {
        assertThatThrownBy(() -> Split.read("split.yaml", "- part: a\n  stack: [ruby]\n"))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("split.yaml:2:10: unknown key `stack`");
    }
}
