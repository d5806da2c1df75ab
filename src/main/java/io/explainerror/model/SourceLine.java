package io.explainerror.model;

/// One place in the input that a reader can open.
///
/// @param file the path as the user gave it (bundle: relative to the bundle, e.g. `logs/checkout.log`; a metric:
///        `metrics.json`)
/// @param line 1-based; 0 when the place has no line
/// @param text what stands there, masked and cut to a readable length
public record SourceLine(String file, long line, String text) {
    public SourceLine {
        if (line < 0) {
            throw new IllegalArgumentException("line: expected 0 or more, but received " + line);
        }
    }

    /// `file:line`, or the file alone when the place has no line.
    public String place() {
        return line == 0 ? file : file + ":" + line;
    }
}
