package io.explainerror;

import io.explainerror.cli.ExplainErrorCommand;
import io.explainerror.cli.Streams;
import io.explainerror.cli.Terminal;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;

/// Where the program starts. Only `serve` boots Quarkus: every other command starts faster without and opens no port.
@QuarkusMain
public final class Main {
    private Main() {}

    /// @param args the command line
    public static void main(String... args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        Object quiet = QuietEngine.ensure();
        try {
            Streams streams = new Streams(
                    System.in,
                    new FileOutputStream(FileDescriptor.out), // System.out hides errors such as a full disk
                    new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                    Terminal.detect(System.getenv()));
            return ExplainErrorCommand.commandLine(new ExplainError(), new RestServer(), streams)
                    .execute(args);
        } finally {
            Reference.reachabilityFence(quiet);
        }
    }
}
