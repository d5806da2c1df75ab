package io.explainerror.rules;

import io.explainerror.catalogue.CatalogueException;
import io.explainerror.catalogue.CatalogueNode;

/// How log-odds become confidence, as `calibration.yaml` states it.
///
/// @param temperature of the softmax, above 0; 1 takes the weights at face value, more makes the judge less sure
public record Calibration(double temperature) {
    /// Where it stands in the rule folder.
    static final String FILE = "calibration.yaml";

    /// Weights at face value: what holds without the file.
    public static final Calibration DEFAULT = new Calibration(1.0);

    public Calibration {
        if (!(temperature > 0 && temperature <= 100)) {
            throw new IllegalArgumentException(
                    "temperature: expected a number above 0 and up to 100, but received " + temperature);
        }
    }

    /// Reads the file if it is there. Keys beside `temperature` are the notes of whoever calibrated.
    static Calibration of(RuleFiles files, Problems problems) {
        String yaml = files.texts().get(FILE);
        if (yaml == null) {
            return DEFAULT;
        }
        try {
            CatalogueNode temperature = CatalogueNode.parse(FILE, yaml).required("temperature");
            try {
                return new Calibration(temperature.number());
            } catch (IllegalArgumentException e) {
                throw temperature.problem(String.valueOf(e.getMessage()));
            }
        } catch (CatalogueException e) {
            problems.add(e.problem());
            return DEFAULT;
        }
    }
}
