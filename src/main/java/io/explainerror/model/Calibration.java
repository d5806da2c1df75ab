package io.explainerror.model;

/// How far apart scores must lie to be told apart, fitted on labelled incidents (`rules/calibration.yaml`).
///
/// @param temperature divides the log-odds before the softmax; 1 leaves them as they are, above 1 is more modest,
///                    below 1 bolder; above 0, at most 100
public record Calibration(double temperature) {
    /// What holds as long as nobody has calibrated.
    public static final Calibration NEUTRAL = new Calibration(1);

    public Calibration {
        if (!(temperature > 0 && temperature <= 100)) {
            throw new IllegalArgumentException(
                    "temperature: expected a number above 0 and up to 100, but received " + temperature);
        }
    }
}
