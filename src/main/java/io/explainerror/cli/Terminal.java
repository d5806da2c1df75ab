package io.explainerror.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Which of the three standard streams are a terminal.
///
/// @param colours whether the terminal's owner accepts colours (see no-color.org)
public record Terminal(boolean in, boolean out, boolean err, boolean colours) {
    /// Nothing is a terminal.
    public static final Terminal NONE = new Terminal(false, false, false, false);

    /// The launcher says it in `EXPLAINERROR_TTY` with the letters i, o and e; without it Linux tells through `/proc`,
    /// and elsewhere the console stands for all three.
    public static Terminal detect(Map<String, String> environment) {
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        String told = environment.get("EXPLAINERROR_TTY");
        return told == null
                ? new Terminal(isTerminal(0), isTerminal(1), isTerminal(2), colours)
                : new Terminal(told.contains("i"), told.contains("o"), told.contains("e"), colours);
    }

    @SuppressWarnings("SystemConsoleNull") // NullAway knows only the older JDKs, where it may be null
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String device = Files.readSymbolicLink(link).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return System.console() != null && System.console().isTerminal();
        }
    }
}
