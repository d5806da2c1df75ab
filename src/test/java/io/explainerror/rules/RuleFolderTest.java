package io.explainerror.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFolderTest {
    @TempDir
    private Path temp;

    @Test
    void only_rule_files_are_read_and_nothing_an_editor_leaves_behind() throws IOException {
        write("recognisers/kinds.yaml", "a");
        write("patterns/x.yaml", "b");
        write("patterns/x.drl", "c");
        write("recipes/r.yaml", "d");
        write("calibration.yaml", "e");
        for (String other : new String[] {
            "patterns/x.drl~", "patterns/.x.drl.swp", "patterns/#x.drl#", "patterns/4913", "patterns/.#x.drl",
            "patterns/..data/x.drl", "patterns/deeper/x.drl", "patterns/notes.txt", "recipes/r.drl", "tests/t.yaml"
        }) {
            write(other, "not a rule");
        }

        assertThat(new RuleFolder(temp).read().texts())
                .containsExactly(
                        Map.entry("calibration.yaml", "e"),
                        Map.entry("patterns/x.drl", "c"),
                        Map.entry("patterns/x.yaml", "b"),
                        Map.entry("recipes/r.yaml", "d"),
                        Map.entry("recognisers/kinds.yaml", "a"));
    }

    @Test
    void a_byte_order_mark_is_not_part_of_the_text() throws IOException {
        write("calibration.yaml", "\uFEFFtemperature: 2");

        assertThat(new RuleFolder(temp).read().texts()).containsEntry("calibration.yaml", "temperature: 2");
    }

    @Test
    void a_file_that_is_not_utf_8_is_named() throws IOException {
        Files.createDirectories(temp.resolve("patterns"));
        Files.write(temp.resolve("patterns/x.drl"), new byte[] {'r', (byte) 0xE9});

        assertThatThrownBy(() -> new RuleFolder(temp).read()).hasMessage("patterns/x.drl: the file is not UTF-8");
    }

    @Test
    void a_file_that_is_too_large_is_named() throws IOException {
        write("patterns/x.drl", "x".repeat(RuleFolder.MAX_FILE + 1));

        assertThatThrownBy(() -> new RuleFolder(temp).read())
                .hasMessage("patterns/x.drl: the file is larger than 4 MiB");
    }

    @Test
    void files_that_are_too_large_together_are_refused() throws IOException {
        for (int i = 0; i < 9; i++) {
            write("patterns/x" + i + ".drl", "x".repeat(RuleFolder.MAX_FILE));
        }

        assertThatThrownBy(() -> new RuleFolder(temp).read()).hasMessageContaining("larger than 32 MiB together");
    }

    @Test
    void too_many_files_are_refused() throws IOException {
        Files.createDirectories(temp.resolve("patterns"));
        for (int i = 0; i <= RuleFolder.MAX_FILES; i++) {
            Files.createFile(temp.resolve("patterns/x" + i + ".drl"));
        }

        assertThatThrownBy(() -> new RuleFolder(temp).read()).hasMessageContaining("more than 2000 files");
    }

    @Test
    void the_version_hangs_on_names_and_contents_only() {
        RuleFiles files = RuleFiles.of(Map.of("a", "1", "b", "2"));

        assertThat(files.version())
                .isEqualTo(RuleFiles.of(Map.of("b", "2", "a", "1")).version());
        assertThat(files.version()).isNotEqualTo(files.with("b", "3").version());
        assertThat(files.version())
                .isNotEqualTo(RuleFiles.of(Map.of("a", "1", "c", "2")).version());
        assertThat(RuleFiles.of(Map.of("a", "b1")).version())
                .isNotEqualTo(RuleFiles.of(Map.of("ab", "1")).version());
    }

    @Test
    void without_calibration_the_weights_count_at_face_value() {
        assertThat(Knowledge.compile(Sample.folder()).calibration()).isEqualTo(new Calibration(1.0));
        assertThat(Knowledge.compile(Sample.folder().with("calibration.yaml", "temperature: 1.7\n"))
                        .calibration())
                .isEqualTo(new Calibration(1.7));
    }

    @Test
    void the_rules_of_the_source_tree_are_part_of_the_program() {
        RuleFiles onDisk = new RuleFolder(Path.of("rules")).read();

        assertThat(new RuleSource.Embedded().read().texts()).isEqualTo(onDisk.texts());
        assertThat(onDisk.texts()).containsKey("recognisers/kinds.yaml");
    }

    @Test
    void a_folder_given_by_the_user_comes_before_any_other() {
        assertThat(RuleSource.of(Optional.of(temp)).path()).contains(temp);
        assertThat(RuleSource.of(Optional.empty()).path()).isEmpty();
    }

    private void write(String name, String text) throws IOException {
        Path file = temp.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
