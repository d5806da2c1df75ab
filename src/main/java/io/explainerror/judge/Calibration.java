package io.explainerror.judge;

/// How far apart scores must lie to be told apart, fitted on labelled incidents (`rules/calibration.yaml`).
///
/// @param temperature divides the log-odds before the softmax; 1 leaves them as they are, above 1 is more modest,
///                    below 1 bolder; finite and above 0
public record Calibration(double temperature) {
    /// What holds as long as nobody has calibrated.
    public static final Calibration NEUTRAL = new Calibration(1);

    public Calibration {
        if (!(temperature > 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature: expected a number above 0, but received " + temperature);
        }
    }
}
