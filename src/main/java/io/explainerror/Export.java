package io.explainerror;

import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.rules.RuleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes rules to a folder of the user's.
///
/// @param overwrite whether files of the same names may be replaced
record Export(Path folder, boolean overwrite) {
    /// @return how many files were written
    int write(RuleFiles rules) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UnreadableInput(folder + ": expected a folder to write the rules to, but it is a file");
        }
        List<String> there = rules.texts().keySet().stream()
                .filter(name -> Files.exists(folder.resolve(name)))
                .toList();
        if (!there.isEmpty() && !overwrite) {
            throw new UnreadableInput(folder + ": " + there.size() + " of the files are there already, the first is "
                    + there.getFirst() + "; name another folder, or replace them with --overwrite");
        }
        rules.texts().forEach(this::write);
        return rules.texts().size();
    }

    private void write(String name, String text) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UnreadableInput(file + ": cannot be written: " + e, e);
        }
    }
}
