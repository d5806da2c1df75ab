package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.ProblemException.BrokenRules;
import io.explainerror.model.ProblemException.UnknownVersion;
import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.rules.RuleFiles;
import io.explainerror.rules.VersionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptVersionsTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-05-04T12:00:00Z"), ZoneOffset.UTC);
    private static final Edition ONE = Edition.compile(PoolRules.files(1.6));
    private static final Edition TWO = ONE.next(PoolRules.files(1.6).with("calibration.yaml", "temperature: 1.7\n"));
    private static final String FIRST = ONE.knowledge().version();
    private static final String SECOND = TWO.knowledge().version();

    @TempDir
    private Path temp;

    @Test
    void versions_are_listed_newest_first_and_tell_which_is_in_force() {
        KeptVersions kept = here();
        kept.remember(ONE);
        kept.remember(TWO);

        assertThat(kept.list(SECOND)).extracting(KeptVersion::version).containsExactly(SECOND, FIRST);
        assertThat(kept.list(SECOND)).extracting(KeptVersion::inForce).containsExactly(true, false);
        assertThat(kept.list(SECOND).getFirst().files()).containsEntry("calibration.yaml", "temperature: 1.7\n");
    }

    @Test
    void the_beginning_of_a_version_names_it() {
        KeptVersions kept = here();
        kept.remember(ONE);
        kept.remember(TWO);

        assertThat(kept.find(FIRST.substring(0, 8), SECOND).version()).isEqualTo(FIRST);
        assertThat(kept.edition(FIRST.substring(0, 6)).knowledge().version()).isEqualTo(FIRST);
        assertThat(kept.edition(FIRST)).isSameAs(kept.edition(FIRST));
    }

    @Test
    void what_was_stored_is_found_by_the_next_program() {
        KeptVersions before = new KeptVersions(new VersionSettings(Optional.of(temp), 5), NOON);
        before.store(ONE);

        KeptVersions after = new KeptVersions(new VersionSettings(Optional.of(temp), 5), NOON);

        assertThat(after.list("")).extracting(KeptVersion::version).containsExactly(FIRST);
        assertThat(after.edition(FIRST).knowledge().version()).isEqualTo(FIRST);
    }

    @Test
    void a_version_that_is_not_kept_is_told_with_those_that_are() {
        KeptVersions kept = new KeptVersions(new VersionSettings(Optional.of(temp), 5), NOON);
        kept.remember(ONE);

        assertThatThrownBy(() -> kept.find("0123456789", FIRST))
                .isInstanceOf(UnknownVersion.class)
                .hasMessage("version 0123456789 of the rules is not kept; kept here and in " + temp + ": " + FIRST);
        assertThatThrownBy(() -> here().find("0123456789", FIRST)).hasMessageEndingWith("kept here: none");
    }

    @Test
    void what_cannot_be_a_version_is_unreadable() {
        for (String wrong : new String[] {"latest", "abc12", "../../etc", "ABCDEF12", ""}) {
            assertThatThrownBy(() -> here().find(wrong, ""))
                    .isInstanceOf(UnreadableInput.class)
                    .hasMessageContaining("6 to 64 hexadecimal digits")
                    .hasMessageEndingWith("but received \"" + wrong + "\"");
        }
    }

    @Test
    void a_kept_version_that_this_program_does_not_understand_says_so() throws IOException {
        RuleFiles future =
                RuleFiles.of(Map.of("patterns/a.drl", "when the moon is full", "recognisers/kinds.yaml", "a: b"));
        new VersionFolder(temp, 5).keep(future, NOON.instant());
        KeptVersions kept = new KeptVersions(new VersionSettings(Optional.of(temp), 5), NOON);

        assertThatThrownBy(() -> kept.edition(future.version()))
                .isInstanceOf(BrokenRules.class)
                .hasMessageStartingWith("version " + future.version() + " of the rules is kept, but this program")
                .hasMessageContaining("patterns/a.drl");
    }

    @Test
    void a_folder_that_cannot_be_written_spares_the_judgements() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        KeptVersions kept = new KeptVersions(new VersionSettings(Optional.of(file.resolve("x")), 5), NOON);

        kept.remember(ONE);
        kept.store(ONE);

        assertThat(kept.find(FIRST, FIRST).inForce()).isTrue();
    }

    private static KeptVersions here() {
        return new KeptVersions(VersionSettings.MEMORY_ONLY, NOON);
    }
}
