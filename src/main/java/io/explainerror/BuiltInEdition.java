package io.explainerror;

import io.explainerror.rules.RuleFiles;
import io.explainerror.rules.RuleSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules that are part of the program, compiled while the native binary was built, and part of it: as long as
/// nobody has edited them, there is nothing to compile at its start. On a JVM there is no such edition.
///
/// A class that is loaded while the binary is built keeps its constants, so all there is to do is to have one.
final class BuiltInEdition {
    private static final @Nullable Edition EDITION =
            NativeBinary.isBeingBuilt() ? Edition.compile(new RuleSource.Embedded().read()) : null;

    private BuiltInEdition() {}

    /// For the builder.
    static Edition require() {
        return Objects.requireNonNull(EDITION, "this is not the builder of a native binary");
    }

    /// The edition of exactly these files, if it is the one.
    static Optional<Edition> of(RuleFiles files) {
        return Optional.ofNullable(EDITION)
                .filter(edition -> edition.knowledge().files().texts().equals(files.texts()));
    }
}
