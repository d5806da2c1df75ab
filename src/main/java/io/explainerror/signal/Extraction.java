package io.explainerror.signal;

import io.explainerror.intake.Access;
import io.explainerror.intake.LogRecord;
import io.explainerror.intake.RecordSink;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/// A fold over log records in memory that does not grow with the log: counts, histograms and a few lines to show.
///
/// Reading a file in pieces with one extraction each and merging them gives what one extraction over the whole file
/// gives. Not for use by several threads at once.
public final class Extraction implements RecordSink {
    /// How many different message shapes of one service are followed; further ones are counted as one.
    static final int MAX_TEMPLATES = 2_000;

    /// How many different (recogniser, service, peer) combinations are followed; peers beyond are counted as unnamed.
    static final int MAX_SYMPTOMS = 4_000;

    /// Requests slower than this are worth a line in an answer: 500 ms.
    private static final long SLOW = 500_000;

    /// Longest excerpt of a line that is kept.
    private static final int EXCERPT = 320;

    /// How many different paths per address are remembered to find out who serves it.
    private static final int MAX_PATHS = 256;

    private final RecogniserScanner recognisers;
    private final Map<String, String> names = new HashMap<>();
    final Map<String, ServiceTally> services = new HashMap<>();
    final Map<AnswerKey, Answers> answers = new HashMap<>();
    final Map<SymptomKey, Occurrences> symptoms = new HashMap<>();
    final Map<String, TemplateMiner<TemplateTally>> templates = new TreeMap<>();
    final Map<String, Set<String>> pathsServed = new HashMap<>();
    final Map<String, Set<String>> pathsAsked = new HashMap<>();
    final Map<String, TreeMap<Integer, Long>> attempts = new HashMap<>();
    final Clocks clocks = new Clocks();
    private final AgentClass.Memo agents = new AgentClass.Memo();
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;

    /// @param recognisers the catalogue to read records with
    public Extraction(Recognisers recognisers) {
        this.recognisers = recognisers.scanner();
    }

    /// Who answered (`target`, a service or an address) as `observer` saw it.
    record AnswerKey(String observer, String target) implements Comparable<AnswerKey> {
        @Override
        public int compareTo(AnswerKey other) {
            int observers = observer.compareTo(other.observer);
            return observers != 0 ? observers : target.compareTo(other.target);
        }
    }

    /// One recogniser's hits in one service's log about one peer as the log names it.
    record SymptomKey(Recogniser recogniser, String service, String peer) implements Comparable<SymptomKey> {
        private static final Comparator<SymptomKey> ORDER = Comparator.comparing(
                        (SymptomKey key) -> key.recogniser.id())
                .thenComparing(SymptomKey::service)
                .thenComparing(SymptomKey::peer);

        @Override
        public int compareTo(SymptomKey other) {
            return ORDER.compare(this, other);
        }

        @Override
        public int hashCode() {
            return (recogniser.id().hashCode() * 31 + service.hashCode()) * 31 + peer.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof SymptomKey key
                    && recogniser.id().equals(key.recogniser.id())
                    && service.equals(key.service)
                    && peer.equals(key.peer);
        }
    }

    @Override
    public void accept(LogRecord record) {
        long time = record.time() == LogRecord.NO_TIME ? 0 : record.time();
        if (record.time() != LogRecord.NO_TIME) {
            from = Math.min(from, time);
            to = Math.max(to, time);
        }
        String service = names.computeIfAbsent(record.service(), Replicas::service);
        ServiceTally tally = services.computeIfAbsent(service, _ -> new ServiceTally());
        tally.add(time);
        Access access = record.access();
        if (access != null) {
            tally.requests.add(time, record, () -> excerpt(record), Map::of);
            answered(service, record, time, access);
        }
        boolean failed = recognise(service, record, time);
        if (access == null) {
            failed |= template(service, record, time, failed);
        } else {
            failed |= access.status() >= 500;
            tally.agents.add(agents.of(access.agent()), time, failed);
            tally.repeats.add(record, access, time);
        }
        tally.instances.add(record.instance(), time, failed);
        tally.versions.add(record.version(), time, failed);
        clocks.add(record);
    }

    private void answered(String service, LogRecord record, long time, Access access) {
        count(new AnswerKey(service, service), record, time, access.status(), access.duration());
        String path = Paths.shape(access.path());
        remember(pathsServed, service, path);
        if (!access.upstream().isEmpty()) {
            remember(pathsAsked, access.upstream(), path);
            int status = access.upstreamStatus() == 0 ? access.status() : access.upstreamStatus();
            count(new AnswerKey(service, access.upstream()), record, time, status, access.upstreamDuration());
        }
    }

    private void count(AnswerKey key, LogRecord record, long time, int status, long duration) {
        Answers seen = answers.computeIfAbsent(key, _ -> new Answers());
        seen.tallies.at(time, TrafficTally::new).add(status, duration);
        if (duration >= SLOW) {
            seen.slow.add(time, record, () -> excerpt(record), Map::of);
        }
        if (status >= 500) {
            seen.failed.add(time, record, () -> excerpt(record), Map::of);
        }
    }

    private boolean recognise(String logger, LogRecord record, long time) {
        boolean failure = false;
        List<Hit> hits = recognisers.scan(record.text());
        for (Hit hit : hits) {
            if (hits.size() > 1 && hit.echoes(hits)) {
                continue;
            }
            String peer = hit.captured().getOrDefault("peer", "");
            String service = hit.captured().getOrDefault("service", logger);
            SymptomKey key = new SymptomKey(hit.recogniser(), service, peer);
            if (symptoms.size() >= MAX_SYMPTOMS && !symptoms.containsKey(key)) {
                key = new SymptomKey(hit.recogniser(), service, "");
            }
            symptoms.computeIfAbsent(key, _ -> new Occurrences())
                    .add(time, record, () -> excerpt(record, hit), () -> masked(hit.captured()));
            failure |= Kinds.failure(hit.recogniser().symptom());
            if (hit.recogniser().symptom().equals("retry.attempt")) {
                attempts.computeIfAbsent(service, _ -> new TreeMap<>()).merge(attempt(hit.captured()), 1L, Long::sum);
            }
        }
        return failure;
    }

    /// Whether the message speaks of failure.
    private boolean template(String service, LogRecord record, long time, boolean recognised) {
        TemplateMiner<TemplateTally> miner = templates.computeIfAbsent(
                service, _ -> new TemplateMiner<>(MAX_TEMPLATES, TemplateTally::new, TemplateTally::merge));
        Template<TemplateTally> template = miner.find(record.message());
        (template == null ? miner.overflow() : template.value()).add(time, record, recognised, () -> excerpt(record));
        return template != null && template.failure();
    }

    /// Says that so many lines of its file stand before the first line it has seen: a piece of a file is read before
    /// anybody knows.
    public void moveBehind(long lines) {
        services.values().forEach(tally -> tally.requests.moveBehind(lines));
        answers.values().forEach(answered -> answered.moveBehind(lines));
        symptoms.values().forEach(seen -> seen.moveBehind(lines));
        templates.values().forEach(miner -> miner.each(tally -> tally.seen.moveBehind(lines)));
    }

    /// Adds another extraction, which is not to be used any more.
    public void merge(Extraction other) {
        from = Math.min(from, other.from);
        to = Math.max(to, other.to);
        mergeInto(services, other.services, ServiceTally::merge);
        mergeInto(answers, other.answers, Answers::merge);
        mergeInto(symptoms, other.symptoms, Occurrences::merge);
        mergeInto(templates, other.templates, (a, b) -> {
            a.merge(b);
            return a;
        });
        clocks.merge(other.clocks);
        mergeInto(pathsServed, other.pathsServed, Extraction::union);
        mergeInto(pathsAsked, other.pathsAsked, Extraction::union);
        mergeInto(attempts, other.attempts, (a, b) -> {
            b.forEach((attempt, count) -> a.merge(attempt, count, Long::sum));
            return a;
        });
    }

    private static <K, V> void mergeInto(Map<K, V> into, Map<K, V> other, BiFunction<V, V, V> fold) {
        other.forEach((key, value) -> into.merge(key, value, fold));
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        for (String path : new TreeSet<>(b)) {
            if (a.size() < MAX_PATHS) {
                a.add(path);
            }
        }
        return a;
    }

    private static void remember(Map<String, Set<String>> paths, String who, String path) {
        Set<String> known = paths.computeIfAbsent(who, _ -> new HashSet<>());
        if (known.size() < MAX_PATHS) {
            known.add(path);
        }
    }

    private static int attempt(Map<String, String> captured) {
        try {
            return Integer.parseInt(captured.getOrDefault("attempt", "0"));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Map<String, String> masked(Map<String, String> captured) {
        Map<String, String> masked = new TreeMap<>();
        captured.forEach((name, value) -> masked.put(name, Masker.mask(value)));
        return masked;
    }

    private static String excerpt(LogRecord record) {
        return Masker.excerpt(record.message(), EXCERPT);
    }

    /// The part of the record that a recogniser matched is what a reader wants to see; a long trace's first line is
    /// not.
    private static String excerpt(LogRecord record, Hit hit) {
        return Masker.excerpt(hit.line(record.text()), EXCERPT);
    }
}
