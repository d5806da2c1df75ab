package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.rules.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportTest {
    private static final String FILE = "patterns/disk-full.yaml";

    @TempDir
    Path temporary;

    @Test
    void whatIsExportedIsTheRuleBaseThatIsPartOfTheProgram() {
        Path folder = temporary.resolve("deep/rules");

        int files = new ExplainError().export(folder, false);

        assertThat(files).isGreaterThan(50);
        assertThat(new RuleSource.Folder(folder).read()).isEqualTo(new RuleSource.Embedded().read());
    }

    @Test
    void nothingIsWrittenWhereAFileOfTheSameNameIs() throws IOException {
        Files.createDirectories(temporary.resolve("patterns"));
        Files.writeString(temporary.resolve(FILE), "mine");

        assertThatThrownBy(() -> new ExplainError().export(temporary, false))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContainingAll(temporary.toString(), FILE, "--overwrite");
        assertThat(temporary.resolve(FILE)).hasContent("mine");
        assertThat(temporary.resolve("recognisers")).doesNotExist();
    }

    @Test
    void filesOfTheSameNameAreReplacedWhenTold() throws IOException {
        Files.createDirectories(temporary.resolve("patterns"));
        Files.writeString(temporary.resolve(FILE), "mine");
        Files.writeString(temporary.resolve("patterns/my-own.yaml"), "mine");

        new ExplainError().export(temporary, true);

        assertThat(temporary.resolve(FILE)).content().contains("title:");
        assertThat(temporary.resolve("patterns/my-own.yaml")).hasContent("mine");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");

        assertThatThrownBy(() -> new ExplainError().export(file, true))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("it is a file");
    }
}
