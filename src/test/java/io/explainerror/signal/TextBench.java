package io.explainerror.signal;

import io.explainerror.intake.Text;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/// Measures the text engines on a recorded log: `TextBench [RULES] [LOG]`. Every figure is the best of several rounds
/// over the same text, with a plain loop over the bytes beside it.
public final class TextBench {
    private static final int ROUNDS = 40;

    private TextBench() {}

    public static void main(String[] args) throws IOException {
        Path rules = Path.of(args.length > 0 ? args[0] : "rules");
        Path log = Path.of(args.length > 1 ? args[1] : "dataset/inc-0055/logs/checkout.log");
        byte[] once = Files.readAllBytes(log);
        byte[] bytes = new byte[Math.max(1, (32 << 20) / once.length) * once.length];
        for (int at = 0; at < bytes.length; at += once.length) {
            System.arraycopy(once, 0, bytes, at, once.length);
        }
        List<Text> records = records(bytes);
        System.out.printf(Locale.ROOT, "%s: %d MB, %d records%n", log, bytes.length >> 20, records.size());

        measure("plain loop (sum of bytes)", records, TextBench::sum);
        measure("hash of every record", records, text -> Bytes.hash(text.bytes(), text.from(), text.to()));

        TemplateMiner<long[]> miner = new TemplateMiner<>(2000, () -> new long[1], (one, _) -> one);
        List<Text> messages = messages(records);
        List<Text> firstLines = IntStream.range(0, 20)
                .mapToObj(_ -> messages)
                .flatMap(List::stream)
                .toList();
        measure("template key of the messages", firstLines, miner::key);
        measure("mining the messages", firstLines, text -> miner.at(text)[0]++);
        System.out.println("templates: " + miner.templates().size());
        measure("words of failure", firstLines, text -> TemplateMiner.failure(text) ? 1 : 0);

        LiteralIndex many = new LiteralIndex(IntStream.range(0, 500)
                .mapToObj(i -> Literal.of(Synthetic.literal(i), false))
                .toList());
        long[] found = new long[1];
        LiteralSink sink = (_, _) -> found[0]++;
        measure("500 synthetic literals", records, text -> {
            many.scan(text.bytes(), text.from(), text.to(), sink);
            return found[0];
        });

        Recognisers recognisers = RuleFolder.recognisers(rules);
        System.out.printf(
                "catalogue: %d recognisers, %d literals%n",
                recognisers.recognisers().size(), recognisers.index().size());
        measure("literals of the catalogue", records, text -> {
            recognisers.index().scan(text.bytes(), text.from(), text.to(), sink);
            return found[0];
        });
        RecogniserScanner scanner = recognisers.scanner();
        measure("recognisers", records, text -> scanner.scan(text).size());
    }

    private static void measure(String name, List<Text> records, ToLongFunction<Text> work) {
        long best = Long.MAX_VALUE;
        long result = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpu();
            result = 0;
            for (Text record : records) {
                result += work.applyAsLong(record);
            }
            best = Math.min(best, cpu() - start);
        }
        long size = records.stream().mapToLong(Text::length).sum();
        System.out.printf(
                Locale.ROOT,
                "%-32s %8.0f MB per CPU s %8.0f ns/record   (%d)%n",
                name,
                size * 1e3 / best,
                (double) best / records.size(),
                result);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long sum(Text text) {
        long sum = 0;
        for (int i = text.from(); i < text.to(); i++) {
            sum += text.bytes()[i];
        }
        return sum;
    }

    /// Records begin at lines that begin with a digit.
    private static List<Text> records(byte[] bytes) {
        List<Text> records = new ArrayList<>();
        int start = 0;
        for (int at = 1; at < bytes.length; at++) {
            if (bytes[at - 1] == '\n' && bytes[at] >= '0' && bytes[at] <= '9') {
                records.add(new Text(bytes, start, at - 1));
                start = at;
            }
        }
        records.add(new Text(bytes, start, bytes.length));
        return records;
    }

    /// The first line of every record without the header of Spring Boot's layout, copied side by side: in the
    /// pipeline a message was just read and lies in the cache.
    private static List<Text> messages(List<Text> records) {
        List<Text> messages = new ArrayList<>();
        byte[] bytes = new byte[256 << 10];
        int at = 0;
        for (Text record : records) {
            String line = record.string().lines().findFirst().orElse("");
            byte[] message =
                    line.substring(Math.max(0, line.indexOf(" : ") + 3)).getBytes(StandardCharsets.UTF_8);
            if (at + message.length > bytes.length) {
                break;
            }
            System.arraycopy(message, 0, bytes, at, message.length);
            messages.add(new Text(bytes, at, at + message.length));
            at += message.length;
        }
        return messages;
    }

    /// Literals that look like those of a catalogue.
    private static final class Synthetic {
        private static final String[] WORDS = {
            "connection",
            "timeout",
            "refused",
            "pool",
            "exhausted",
            "upstream",
            "handshake",
            "certificate",
            "deadlock",
            "replica",
            "memory",
            "limit",
            "queue",
            "rejected",
            "broken",
            "resolve",
            "cannot",
            "closed",
            "expired",
            "slow"
        };

        static String literal(int i) {
            return WORDS[i % 20] + " " + WORDS[(i / 20 * 7 + 3) % 20] + (i % 3 == 0 ? ": " : " by ")
                    + WORDS[(i * 13 + i / 20) % 20];
        }
    }
}
