package io.explainerror.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionFolderTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final RuleFiles ONE =
            RuleFiles.of(Map.of("patterns/a.drl", "rule", "calibration.yaml", "temperature: 1", "tests/a.yaml", "[]"));
    private static final RuleFiles TWO = ONE.with("patterns/a.drl", "rule 2");
    private static final RuleFiles THREE = ONE.with("patterns/a.drl", "rule 3");

    @TempDir
    private Path temp;

    @Test
    void a_version_that_was_kept_is_there_with_its_files_but_without_tests() throws IOException {
        VersionFolder folder = new VersionFolder(temp.resolve("state/rules"), 10);

        folder.keep(ONE, NOON);

        assertThat(folder.newestFirst()).singleElement().satisfies(kept -> {
            assertThat(kept.version()).isEqualTo(ONE.version());
            assertThat(kept.since()).isEqualTo(NOON);
            assertThat(VersionFolder.read(kept)).isEqualTo(new RuleFiles(ONE.texts()));
        });
    }

    @Test
    void another_program_finds_it() throws IOException {
        new VersionFolder(temp, 10).keep(ONE, NOON);

        assertThat(new VersionFolder(temp, 10).newestFirst()).hasSize(1);
    }

    @Test
    void the_versions_used_last_stay() throws IOException {
        VersionFolder folder = new VersionFolder(temp, 2);
        folder.keep(ONE, NOON);
        folder.keep(TWO, NOON.plusSeconds(1));
        folder.keep(ONE, NOON.plusSeconds(2));
        folder.keep(THREE, NOON.plusSeconds(3));

        assertThat(folder.newestFirst())
                .extracting(VersionFolder.Kept::version)
                .containsExactly(THREE.version(), ONE.version());
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    void a_version_whose_files_were_changed_is_not_taken_for_itself() throws IOException {
        VersionFolder folder = new VersionFolder(temp, 10);
        folder.keep(ONE, NOON);
        Files.writeString(temp.resolve(ONE.version()).resolve("patterns/a.drl"), "forged");

        VersionFolder.Kept kept = folder.newestFirst().getFirst();

        assertThatThrownBy(() -> VersionFolder.read(kept))
                .isInstanceOf(RuleProblems.class)
                .hasMessageContaining("expected the files of version " + ONE.version())
                .hasMessageContaining("delete the folder");
    }

    @Test
    void where_nothing_can_be_written_is_an_error() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThatThrownBy(() -> new VersionFolder(file.resolve("rules"), 10).keep(ONE, NOON))
                .isInstanceOf(IOException.class);
        assertThat(new VersionFolder(file.resolve("rules"), 10).newestFirst()).isEmpty();
    }

    @Test
    void a_name_that_leads_out_of_the_folder_is_refused_and_leaves_nothing() throws IOException {
        RuleFiles hostile = RuleFiles.of(Map.of("../out.drl", "rule"));

        assertThatThrownBy(() -> new VersionFolder(temp.resolve("kept"), 10).keep(hostile, NOON))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("../out.drl");
        try (Stream<Path> left = Files.list(temp.resolve("kept"))) {
            assertThat(left).isEmpty();
        }
        assertThat(temp.resolve("out.drl")).doesNotExist();
    }
}
