package io.explainerror.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalMemoryTest {
    private static final RuleFiles FINE = Sample.folder(Sample.rule("fine", "Symptom( $service : service )"));
    private static final RuleFiles FAILING =
            Sample.folder(Sample.rule("fails", "Symptom( $service : service, captured[\"pool\"].length() > 2 )"));

    @TempDir
    private Path folder;

    @Test
    void rulesThatPassedAreRemembered() {
        RehearsalMemory memory = RehearsalMemory.in(folder.resolve("rehearsed"));

        RuleBase.compile(FINE, memory);

        assertThat(memory.knows(FINE.version())).isTrue();
        assertThat(memory.knows(FAILING.version())).isFalse();
    }

    @Test
    void otherRulesAreRehearsed() {
        RehearsalMemory memory = RehearsalMemory.in(folder.resolve("rehearsed"));
        RuleBase.compile(FINE, memory);

        assertThatThrownBy(() -> RuleBase.compile(FAILING, memory)).isInstanceOf(RuleProblems.class);
        assertThat(memory.knows(FAILING.version())).isFalse();
    }

    @Test
    void aMemoryThatCannotBeWrittenCostsNothingButTime() throws Exception {
        RehearsalMemory memory =
                RehearsalMemory.in(Files.createFile(folder.resolve("file")).resolve("rehearsed"));

        assertThat(RuleBase.compile(FINE, memory).rules()).hasSize(1);
    }
}
