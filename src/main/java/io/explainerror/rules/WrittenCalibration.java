package io.explainerror.rules;

import io.explainerror.model.Calibration;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes a fitted temperature into `calibration.yaml`, leaving its comments and other keys as they are.
public final class WrittenCalibration {
    private static final Pattern TEMPERATURE = Pattern.compile("(?m)^(temperature:[ \\t]*)[^\\s#]+");

    private WrittenCalibration() {}

    /// Replaces the temperature; makes the file where there is none.
    ///
    /// @param rules the rule folder
    /// @throws UnreadableInput when the file cannot be read or written
    public static void save(Path rules, Calibration calibration) {
        Path file = rules.resolve(CalibrationFile.NAME);
        try {
            String before = Files.exists(file) ? Files.readString(file) : "";
            Path fresh = Files.createTempFile(rules, ".calibration", ".tmp");
            Files.writeString(fresh, with(before, calibration.temperature()));
            // in one step: a service that follows the folder never reads half a file
            Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UnreadableInput(file + ": the temperature cannot be written: " + e, e);
        }
    }

    static String with(String yaml, double temperature) {
        String written = String.format(Locale.ROOT, "%.3f", temperature);
        Matcher line = TEMPERATURE.matcher(yaml);
        if (line.find()) {
            return line.replaceFirst("$1" + written);
        }
        return yaml + (yaml.isEmpty() || yaml.endsWith("\n") ? "" : "\n") + "temperature: " + written + "\n";
    }
}
