package io.explainerror.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// The streams a command talks through. Data goes to `out`, everything else to `err`.
///
/// @param out unbuffered: a judgement is written in one piece
public record Streams(InputStream in, OutputStream out, PrintWriter err, Terminal terminal) {

    /// Writes data.
    ///
    /// A reader that went away (`| head`) has what it wanted; any other failure, such as a full disk, is an error.
    void print(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            if (!isBrokenPipe(e)) {
                throw new OutputFailed(e);
            }
        }
    }

    /// Tells who watches which incident has been judged.
    void judged(String id) {
        if (terminal.err()) {
            err.print("\r" + id + " ");
            err.flush();
        }
    }

    /// For picocli's help and version texts.
    PrintWriter textOut() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    private static boolean isBrokenPipe(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Broken pipe") || message.contains("pipe is being closed");
    }

    /// Standard output cannot be written.
    static final class OutputFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutputFailed(IOException cause) {
            super("cannot write to standard output: " + cause.getMessage(), cause);
        }
    }
}
