package io.explainerror;

import io.explainerror.model.ProblemException.UnreadableInput;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where versions of the rules are kept, and how many.
///
/// @param folder empty when nothing is written to disk
/// @param keep   at least 1
public record VersionSettings(Optional<Path> folder, int keep) {
    /// Nothing on disk.
    public static final VersionSettings MEMORY_ONLY = new VersionSettings(Optional.empty(), 10);

    /// The environment's `EXPLAINERROR_VERSIONS_FOLDER` (`none` for nowhere) and `EXPLAINERROR_VERSIONS_KEEP`, else ten
    /// versions in the folder where the user's programs keep what may not be lost but need not move with him:
    /// `$XDG_STATE_HOME/explainerror/rules`, which is `~/.local/state/explainerror/rules` where it is not set.
    ///
    /// @param environment variables by name
    /// @throws UnreadableInput when the number is none
    public static VersionSettings of(UnaryOperator<@Nullable String> environment) {
        String folder = value(environment, "EXPLAINERROR_VERSIONS_FOLDER").orElseGet(() -> usual(environment));
        return new VersionSettings(
                folder.isEmpty() || folder.equals("none") ? Optional.empty() : Optional.of(Path.of(folder)),
                value(environment, "EXPLAINERROR_VERSIONS_KEEP")
                        .map(VersionSettings::number)
                        .orElse(MEMORY_ONLY.keep));
    }

    private static String usual(UnaryOperator<@Nullable String> environment) {
        return value(environment, "XDG_STATE_HOME")
                .or(() -> value(environment, "HOME").map(home -> home + "/.local/state"))
                .map(state -> state + "/explainerror/rules")
                .orElse("none");
    }

    private static Optional<String> value(UnaryOperator<@Nullable String> environment, String name) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UnreadableInput("EXPLAINERROR_VERSIONS_KEEP: expected a whole number from 1, but received " + text);
    }
}
