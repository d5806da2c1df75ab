package io.explainerror.rules;

import io.explainerror.model.CatalogueProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Versions of the rules on disk, each a rule folder named by its SHA-256, so that a judgement can be made again after
/// the rules were edited and the program was restarted. Programs share it: a version is written beside, then renamed,
/// and is never changed. The ones used last are kept, the others deleted.
public final class VersionFolder {
    private final Path folder;
    private final int keep;

    /// @param folder made when the first version is kept
    /// @param keep   how many versions stay, at least 1
    public VersionFolder(Path folder, int keep) {
        this.folder = folder;
        this.keep = Math.max(1, keep);
    }

    /// A version that is there.
    ///
    /// @param version its SHA-256
    /// @param since   when it was last kept, that is judged by
    /// @param path    a rule folder with its files
    public record Kept(String version, Instant since, Path path) {}

    /// Keeps a version, or notes that it is in use again.
    ///
    /// @throws IOException when the folder cannot be written; nothing half-written is left as a version
    public void keep(RuleFiles files, Instant now) throws IOException {
        Path place = folder.resolve(files.version());
        if (!Files.isDirectory(place)) {
            Files.createDirectories(folder);
            Path fresh = Files.createTempDirectory(folder, ".new");
            try {
                write(files.texts(), fresh);
                Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.isDirectory(place)) { // else another program was quicker
                    throw e;
                }
            } finally {
                delete(fresh);
            }
        }
        Files.setLastModifiedTime(place, FileTime.from(now));
        for (Kept old : newestFirst().stream().skip(keep).toList()) {
            delete(old.path());
        }
    }

    /// What is there, used last first.
    public List<Kept> newestFirst() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> name(entry).matches("[0-9a-f]{64}"))
                    .flatMap(entry -> kept(entry).stream())
                    .sorted(Comparator.comparing(Kept::since).reversed().thenComparing(Kept::version))
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    /// Reads a version that is there.
    ///
    /// @throws RuleProblems when it is damaged
    public static RuleFiles read(Kept kept) {
        RuleFiles files = new RuleFolder(kept.path()).read();
        if (!files.version().equals(kept.version())) {
            throw new RuleProblems(List.of(new CatalogueProblem(
                    kept.path().toString(),
                    0,
                    0,
                    "expected the files of version " + kept.version()
                            + ", but somebody changed them: delete the folder")));
        }
        return files;
    }

    /// Where it is.
    public Path path() {
        return folder;
    }

    private static Optional<Kept> kept(Path entry) {
        try {
            return Optional.of(
                    new Kept(name(entry), Files.getLastModifiedTime(entry).toInstant(), entry));
        } catch (IOException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    private static void write(Map<String, String> texts, Path into) throws IOException {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = into.resolve(text.getKey()).normalize();
            Path parent = file.getParent();
            if (parent == null || !file.startsWith(into)) {
                throw new IOException("not the name of a rule file: " + text.getKey());
            }
            Files.createDirectories(parent);
            Files.writeString(file, text.getValue());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            // by the rename, or by another program
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
