package io.explainerror.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.Calibration;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenCalibrationTest {
    @TempDir
    private Path rules;

    @Test
    void onlyTheTemperatureChanges() {
        assertThat(WrittenCalibration.with("# why\n\ntemperature: 1.0  # so far\nnotes: kept\n", 0.8234))
                .isEqualTo("# why\n\ntemperature: 0.823  # so far\nnotes: kept\n");
    }

    @Test
    void aFolderWithoutCalibrationGetsOne() throws IOException {
        WrittenCalibration.save(rules, new Calibration(1.5));

        assertThat(rules.resolve("calibration.yaml")).hasContent("temperature: 1.500\n");
        assertThat(CalibrationFile.read(new RuleFolder(rules).read(), new Problems()))
                .isEqualTo(new Calibration(1.5));
        assertThat(Files.list(rules)).hasSize(1);
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> WrittenCalibration.save(rules.resolve("nowhere"), new Calibration(1.5)))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("nowhere/calibration.yaml: the temperature cannot be written");
    }
}
