package io.explainerror.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/// The version that the build has written down. Not read from a manifest: the native binary has none.
final class ProgramVersion implements IVersionProvider {
    private static final String FILE = "/META-INF/explainerror/version";
    private static final String VERSION = read();

    @Override
    public String[] getVersion() {
        return new String[] {"explainerror " + number()};
    }

    static String number() {
        return VERSION;
    }

    private static String read() {
        try (InputStream in = ProgramVersion.class.getResourceAsStream(FILE)) {
            return in == null ? "(unpackaged)" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
