package io.explainerror.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `serve`: the REST service.
@Command(
        name = "serve",
        description = "Runs the REST service; saved rules change the next answer.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  explainerror serve",
            "  explainerror serve --port 9000 --rules /etc/explainerror/rules",
            "  curl -s --data-binary @app.log -H 'Content-Type: text/plain' localhost:8080/v1/judgements"
        })
final class ServeCommand implements Callable<Integer> {
    private final Server server;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port, 0 for a free one. Default: 8080.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on, 0.0.0.0 for all. Default: 127.0.0.1.")
    private String host = "127.0.0.1";

    @Option(
            names = "--dataset",
            paramLabel = "DIR",
            description =
                    "Labelled incidents: after each edit of the rules the log tells what it does to their judgements.")
    private @Nullable Path dataset;

    @Mixin
    private Rules rules = new Rules();

    ServeCommand(Server server) {
        this.server = server;
    }

    @Override
    public Integer call() {
        return server.serve(host, port, rules.source(), Optional.ofNullable(dataset));
    }
}
