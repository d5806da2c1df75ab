package io.explainerror.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Lines that were cut or damaged never break the reader: each byte is read or refused as input.
class MutatedLogsTest {
    private static final byte[] SIGNS = " \t\n\"\\[](){}<>|:=-,./0123456789TZaE%\u001b\0".getBytes();

    static List<Path> logs() throws IOException {
        return FormatsTest.logs();
    }

    @ParameterizedTest
    @MethodSource("logs")
    void damageIsSurvived(Path log) throws IOException {
        byte[] whole = Files.readAllBytes(log);
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = Arrays.copyOf(whole, round % 2 == 0 ? whole.length : 1 + random.nextInt(whole.length));
            for (int i = random.nextInt(6); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] =
                        random.nextBoolean() ? SIGNS[random.nextInt(SIGNS.length)] : (byte) random.nextInt(256);
            }
            read(damaged);
        }
    }

    @ParameterizedTest
    @MethodSource("logs")
    void everyBeginningOfALineIsSurvived(Path log) throws IOException {
        for (String line : Files.readAllLines(log)) {
            byte[] bytes = line.getBytes();
            for (int length = 1; length < Math.min(bytes.length, 400); length++) {
                read(Arrays.copyOf(bytes, length));
            }
        }
    }

    private static void read(byte[] log) {
        try {
            LogReader.read(
                    LogSource.bytes("app.log", log),
                    new ReadOptions("", Instant.parse("2026-12-01T00:00:00Z")),
                    record -> {
                        assertThat(record.message().length()).isNotNegative();
                        assertThat(record.text().to())
                                .isLessThanOrEqualTo(record.text().bytes().length);
                        record.text().string();
                        Access access = record.access();
                        if (access != null) {
                            assertThat(access.path().length()).isNotNegative();
                            access.path().string();
                            access.client().string();
                            access.agent().string();
                        }
                    });
        } catch (UnreadableInput expected) {
            assertThat(expected).hasMessageStartingWith("app.log:");
        }
    }
}
