package io.explainerror.rules;

import io.explainerror.catalogue.CatalogueException;
import io.explainerror.catalogue.CatalogueNode;
import io.explainerror.model.Calibration;

/// Reads `calibration.yaml`.
final class CalibrationFile {
    /// Where it stands in the rule folder.
    static final String NAME = "calibration.yaml";

    private CalibrationFile() {}

    /// What it states, [Calibration#NEUTRAL] without it. Keys beside `temperature` are the notes of whoever calibrated.
    static Calibration read(RuleFiles files, Problems problems) {
        String yaml = files.texts().get(NAME);
        if (yaml == null) {
            return Calibration.NEUTRAL;
        }
        try {
            CatalogueNode temperature = CatalogueNode.parse(NAME, yaml).required("temperature");
            try {
                return new Calibration(temperature.number());
            } catch (IllegalArgumentException e) {
                throw temperature.problem(String.valueOf(e.getMessage()));
            }
        } catch (CatalogueException e) {
            problems.add(e.problem());
            return Calibration.NEUTRAL;
        }
    }
}
