package io.explainerror.rules;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where rules come from.
public sealed interface RuleSource {
    /// Names the rule folder beside the launcher.
    String PROPERTY = "explainerror.rules";

    /// Reads all files.
    ///
    /// @throws RuleProblems when they cannot be read
    RuleFiles read();

    /// The folder to watch, if it is one.
    Optional<Path> path();

    /// A folder given by the user, else the one that the system property [#PROPERTY] names, else the rules that are
    /// part of the program.
    static RuleSource of(Optional<Path> given) {
        Optional<Path> beside = Optional.ofNullable(System.getProperty(PROPERTY))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .filter(Files::isDirectory);
        return given.or(() -> beside).<RuleSource>map(Folder::new).orElseGet(Embedded::new);
    }

    /// A folder on disk.
    ///
    /// @param folder need not exist before it is read
    record Folder(Path folder) implements RuleSource {
        private static final int ATTEMPTS = 5;

        /// Reads again when the folder changes meanwhile, so that no mixture of two versions is read.
        ///
        /// @throws RuleProblems also when it never stops changing: whoever watches it will look again
        @Override
        public RuleFiles read() {
            RuleFolder here = new RuleFolder(folder);
            for (int attempt = 1; ; attempt++) {
                Fingerprint before = Fingerprint.of(here);
                try {
                    RuleFiles files = here.read();
                    if (Fingerprint.of(here).equals(before)) {
                        return files;
                    }
                    if (attempt == ATTEMPTS) {
                        throw new RuleProblems(List.of(new CatalogueProblem(
                                ProblemKind.UNREADABLE,
                                "rules",
                                0,
                                0,
                                "the folder changes all the time while it is read: " + folder)));
                    }
                } catch (RuleProblems e) {
                    if (attempt == ATTEMPTS || Fingerprint.of(here).equals(before)) {
                        throw e;
                    }
                }
            }
        }

        @Override
        public Optional<Path> path() {
            return Optional.of(folder);
        }
    }

    /// The rules that were built into the program.
    record Embedded() implements RuleSource {
        @Override
        public RuleFiles read() {
            return EmbeddedRules.read();
        }

        @Override
        public Optional<Path> path() {
            return Optional.empty();
        }
    }

    /// Files that somebody has read already.
    record Fixed(RuleFiles files) implements RuleSource {
        @Override
        public RuleFiles read() {
            return files;
        }

        @Override
        public Optional<Path> path() {
            return Optional.empty();
        }
    }
}
