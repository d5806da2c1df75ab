package io.explainerror.model;

import io.explainerror.model.ProblemKind.Level;

/// Something wrong with a file of the rule folder.
///
/// @param kind    which of the things that can be wrong
/// @param file    relative to the rule folder
/// @param line    1-based, 0 when it concerns the whole file
/// @param column  1-based, 0 when unknown
/// @param message what is wrong, what was expected, what to do
public record CatalogueProblem(ProblemKind kind, String file, int line, int column, String message) {

    /// A wrong value.
    public CatalogueProblem(String file, int line, int column, String message) {
        this(ProblemKind.WRONG_VALUE, file, line, column, message);
    }

    /// Whether the rules are refused for it.
    public boolean isError() {
        return kind.level() == Level.ERROR;
    }

    /// `file:line:column: message`, leaving out what is unknown; what is no error says so before its message.
    @Override
    public String toString() {
        return at(file);
    }

    /// The same with the file as the reader knows it.
    public String at(String path) {
        String level = isError() ? "" : kind.level().id() + ": ";
        return path + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "") + ": " + level
                + message;
    }
}
