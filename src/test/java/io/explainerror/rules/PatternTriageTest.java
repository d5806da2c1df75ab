package io.explainerror.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.Pattern;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatternTriageTest {
    @Test
    void aPatternSaysWhatItIsToPrograms() {
        Pattern pattern = pattern("""
                title: Disk full
                definition: No space is left.
                classification: resource_exhaustion
                severity: critical
                actionSignal: free_disk_space
                recipes: [disk-used]
                """);

        assertThat(pattern.triage())
                .isEqualTo(new Pattern.Triage("resource_exhaustion", "critical", "free_disk_space"));
        assertThat(pattern.recipes()).containsExactly("disk-used");
    }

    @Test
    void aPatternThatDoesNotSayAsksForAPerson() {
        assertThat(pattern("title: Disk full\ndefinition: No space is left.\n").triage())
                .isEqualTo(new Pattern.Triage("unknown", "medium", "investigate"));
    }

    @Test
    void aMisspeltSeverityIsNamedWithItsPlace() {
        assertThatThrownBy(() -> pattern("title: Disk full\ndefinition: No space is left.\nseverity: critcal\n"))
                .isInstanceOfSatisfying(RuleProblems.class, e -> assertThat(e.problems())
                        .singleElement()
                        .asString()
                        .startsWith("patterns/disk-full.yaml:3:11: unknown severity `critcal`.")
                        .contains("critical"));
    }

    private static Pattern pattern(String yaml) {
        return PatternCatalogue.parse(RuleFiles.of(Map.of("patterns/disk-full.yaml", yaml)))
                .patterns()
                .values()
                .iterator()
                .next();
    }
}
