package io.explainerror.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files under `src/test/resources` that hold what a reader gets to see. `-Dgolden.write=true` writes them anew; look
/// at the difference before you commit it.
public final class Golden {
    private Golden() {}

    /// Compares with the file, or writes it when told so.
    public static void assertMatches(String name, String actual) {
        Path file = Path.of("src/test/resources").resolve(name);
        try {
            if (Boolean.getBoolean("golden.write")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(actual).as("%s (-Dgolden.write=true renews it)", file).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
