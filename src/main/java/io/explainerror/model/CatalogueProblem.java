package io.explainerror.model;

/// Something wrong with a file of the rule folder.
///
/// @param file    relative to the rule folder
/// @param line    1-based, 0 when it concerns the whole file
/// @param column  1-based, 0 when unknown
/// @param message what is wrong, what was expected, what to do
public record CatalogueProblem(String file, int line, int column, String message) {
    /// `file:line:column: message`, leaving out what is unknown.
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "") + ": " + message;
    }
}
