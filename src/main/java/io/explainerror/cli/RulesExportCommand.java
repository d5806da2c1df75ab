package io.explainerror.cli;

import io.explainerror.Workshop;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `rules export`: the rules that are part of the program as files.
@Command(
        name = "export",
        description = "Writes the rules that are part of the program to a folder, for editing.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  explainerror rules export rules",
            "  explainerror rules export my-rules && explainerror serve --rules my-rules"
        })
final class RulesExportCommand implements Callable<Integer> {
    private final Workshop workshop;
    private final Streams streams;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = {
                "Where to write them; made when it is not there.",
                "Default: `rules` in the working directory."
            })
    private Path folder = Path.of("rules");

    @Option(names = "--overwrite", description = "Replace files of the same names.")
    private boolean overwrite;

    RulesExportCommand(Workshop workshop, Streams streams) {
        this.workshop = workshop;
        this.streams = streams;
    }

    @Override
    public Integer call() {
        int files = workshop.export(folder, overwrite);
        streams.print(files + " files written to " + folder + "\n");
        return ExitCode.FINE;
    }
}
