package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiteralIndexTest {
    @Test
    void findsExactlyWhatASearchForEachLiteralFinds() throws IOException {
        byte[] log = Files.readAllBytes(Path.of("dataset/inc-0055/logs/checkout.log"));
        Random random = new Random(3);
        List<Literal> literals = IntStream.range(0, 400)
                .mapToObj(i -> {
                    int start = random.nextInt(log.length - 40);
                    String text = new String(log, start, 4 + i % 30, StandardCharsets.US_ASCII);
                    return Literal.of(i % 5 == 0 ? text.replace('e', 'q') : text, i % 7 == 0);
                })
                .toList();
        LiteralIndex index = new LiteralIndex(literals);

        for (int from = 0; from + 5000 < log.length; from += 40_000) {
            int to = from + 4000 + from % 7;
            TreeSet<Long> found = new TreeSet<>();
            index.scan(log, from, to, (literal, at) -> found.add((long) literal << 32 | at));

            assertThat(found).isEqualTo(naive(literals, log, from, to));
        }
    }

    private static TreeSet<Long> naive(List<Literal> literals, byte[] text, int from, int to) {
        TreeSet<Long> found = new TreeSet<>();
        for (int i = 0; i < literals.size(); i++) {
            for (int at = from; at + literals.get(i).length() <= to; at++) {
                if (literals.get(i).standsAt(text, at)) {
                    found.add((long) i << 32 | at);
                }
            }
        }
        return found;
    }
}
