package io.explainerror.intake;

import io.explainerror.model.Alert;
import io.explainerror.model.ChangeEvent;
import io.explainerror.model.MetricSeries;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Files and folders as a user names them on the command line.
final class BundleFolders {
    private static final long LARGEST_PART = 256L << 20;
    private static final int DEEPEST = 4;
    private static final List<String> PARTS = List.of("metrics.json", "changes.json", "alert.json", "truth.json");

    private final InputStream standardInput;
    private final List<LogSource> logs = new ArrayList<>();
    private final List<MetricSeries> metrics = new ArrayList<>();
    private final List<ChangeEvent> changes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Fingerprint parts = new Fingerprint();
    private Alert alert = Alert.NONE;

    BundleFolders(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    Incident read(List<Path> paths) {
        if (paths.isEmpty()) {
            throw new UnreadableInput("no input: give log files, a bundle folder or - for standard input");
        }
        for (Path path : paths) {
            if (path.toString().equals("-")) {
                logs.add(LogSource.stream("stdin", standardInput));
            } else if (Files.isDirectory(path)) {
                folder(path);
            } else {
                file(path);
            }
        }
        return new Incident(logs, metrics, changes, alert, warnings, parts.text());
    }

    private void file(Path path) {
        String name = path.toString();
        // opened once to complain now and not in the middle of the work
        try (InputStream in = InputFiles.open(path, name)) {
            if (in.read() < 0) {
                throw new UnreadableInput(name + ": is empty; expected log lines");
            }
        } catch (IOException e) {
            throw InputFiles.unreadable(name, e);
        }
        logs.add(LogSource.file(path, name));
    }

    private void folder(Path folder) {
        boolean bundle = Files.isDirectory(folder.resolve("logs"))
                || PARTS.stream().anyMatch(p -> Files.exists(folder.resolve(p)));
        if (!bundle) {
            if (logsIn(folder) == 0) {
                throw new UnreadableInput(
                        folder
                                + ": expected log files or a bundle (logs/, metrics.json, changes.json, alert.json), found none");
            }
            return;
        }
        Path inside = folder.resolve("logs");
        if (!Files.isDirectory(inside) || logsIn(inside) == 0) {
            throw new UnreadableInput(
                    folder + ": a bundle without logs; expected at least one log that is not empty in " + inside);
        }
        part(folder, "metrics.json", part -> metrics.addAll(IncidentParts.metrics(part)));
        part(folder, "changes.json", part -> changes.addAll(IncidentParts.changes(part)));
        part(folder, "alert.json", part -> alert = IncidentParts.alert(part));
    }

    private void part(Path folder, String file, java.util.function.Consumer<JsonPart> use) {
        Path path = folder.resolve(file);
        if (!Files.exists(path)) {
            return;
        }
        byte[] json;
        try (InputStream in = Decoded.stream(InputFiles.open(path, path.toString()), path.toString(), LARGEST_PART)) {
            json = in.readAllBytes();
        } catch (IOException e) {
            throw InputFiles.unreadable(path.toString(), e);
        }
        JsonPart parsed = JsonPart.parse(path.toString(), json);
        // of what it says, not of how it is spaced: the same bundle as one document has the same digest
        byte[] text = Ascii.bytes(parsed.node().toString());
        parts.update(text, 0, text.length);
        use.accept(parsed);
    }

    /// Adds the folder's logs in the order of their names; how many.
    private int logsIn(Path folder) {
        int before = logs.size();
        try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .forEach(this::found);
        } catch (IOException e) {
            throw InputFiles.unreadable(folder.toString(), e);
        } catch (java.io.UncheckedIOException e) {
            IOException cause = e.getCause() == null ? new IOException(e) : e.getCause();
            throw InputFiles.unreadable(folder.toString(), cause);
        }
        return logs.size() - before;
    }

    private void found(Path file) {
        if (InputFiles.size(file, file.toString()) == 0) {
            warnings.add(file + ": is empty");
        } else {
            file(file);
        }
    }
}
