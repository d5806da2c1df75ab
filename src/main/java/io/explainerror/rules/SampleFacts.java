package io.explainerror.rules;

import io.explainerror.model.Alerted;
import io.explainerror.model.Asymmetry;
import io.explainerror.model.Change;
import io.explainerror.model.Dependency;
import io.explainerror.model.ErrorRatioShift;
import io.explainerror.model.Exemplars;
import io.explainerror.model.LatencyShift;
import io.explainerror.model.MetricShift;
import io.explainerror.model.NewTemplate;
import io.explainerror.model.Observed;
import io.explainerror.model.OnsetFound;
import io.explainerror.model.Phase;
import io.explainerror.model.QueueGrowth;
import io.explainerror.model.Recovery;
import io.explainerror.model.Restart;
import io.explainerror.model.RetryRatio;
import io.explainerror.model.Saturation;
import io.explainerror.model.Severity;
import io.explainerror.model.Signal;
import io.explainerror.model.Silence;
import io.explainerror.model.Symptom;
import io.explainerror.model.TrafficShift;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Facts of every type with usual and extreme values, carrying every text that the rules compare a property with: what
/// brings as many expressions as possible to run once.
final class SampleFacts {
    private static final Exemplars NONE = Exemplars.NONE;
    private static final double[] SIZES = {0, 1, 0.5, 4200, -1, Double.NaN, 1e12};
    private static final List<Severity> SEVERITIES = List.of(Severity.values());
    private static final List<Phase> PHASES = List.of(Phase.values());
    private static final int VARIANTS = SIZES.length;

    private final Words words;

    SampleFacts(Words words) {
        this.words = words;
    }

    List<Signal> all() {
        List<Signal> facts = new ArrayList<>();
        facts.add(new OnsetFound(Instant.EPOCH, text("OnsetFound.basis", 0, "errors"), 600, 300, NONE));
        facts.add(new Alerted("a", "p95 > 4 s", NONE));
        for (int i = 0; i < VARIANTS; i++) {
            add(facts, i);
        }
        symptoms(facts);
        worded(facts);
        return facts;
    }

    private void add(List<Signal> facts, int i) {
        double size = SIZES[i];
        String service = i % 2 == 0 ? "a" : "b";
        String peer = i % 2 == 0 ? "b" : "a";
        facts.add(new LatencyShift(service, peer, 4, size, (long) size, NONE));
        facts.add(new ErrorRatioShift(service, peer, 0, size, (long) size, 0.5, NONE));
        facts.add(new TrafficShift(service, peer, i % 2 == 0, 10, size, NONE));
        facts.add(new RetryRatio(service, peer, 1, size, (long) size, NONE));
        facts.add(new QueueGrowth(service, "orders", 1, size, size, NONE));
        facts.add(new NewTemplate(service, "cannot <*>", severity(i), i % 2 == 0, 0, (long) size, NONE));
        facts.add(new Restart(service, (long) size, (long) size, NONE));
        facts.add(new Observed(service, (long) size, (long) size, 10, i % 2 == 0, i % 2 == 0, NONE));
    }

    private static Severity severity(int i) {
        return SEVERITIES.get(i % SEVERITIES.size());
    }

    private void symptoms(List<Signal> facts) {
        TreeSet<String> kinds = new TreeSet<>(words.kinds());
        kinds.addAll(words.literals().getOrDefault("Symptom.kind", new TreeSet<>()));
        kinds.add("sample.kind");
        int i = 0;
        for (String kind : kinds) {
            Phase phase = PHASES.get(i++ % PHASES.size());
            facts.add(new Symptom(kind, phase, "a", "b", 0, 214, 0, 50, Map.of("waited_ms", "30001"), NONE));
            facts.add(new Symptom(kind, phase, "b", "", 100, 1, 20, 0.2, Map.of(), NONE));
        }
    }

    /// Facts whose meaning hangs on a word: one for each word that rules ask for.
    private void worded(List<Signal> facts) {
        each(
                "Saturation.resource",
                "cpu",
                (word, i) -> facts.add(new Saturation("a", word, 0.2, SIZES[i], 10, 3, NONE)));
        each(
                "MetricShift.role",
                "latency",
                (word, i) -> facts.add(
                        new MetricShift("a", word, "m", "ms", SIZES[i], 10, 20, 1, SIZES[VARIANTS - 1 - i], NONE)));
        each("Recovery.what", "errors", (word, i) -> facts.add(new Recovery("a", "b", word, SIZES[i], SIZES[i], NONE)));
        each("Silence.what", "log", (word, i) -> facts.add(new Silence("a", word, 10, SIZES[i], NONE)));
        each(
                "Change.kind",
                "deploy",
                (word, i) -> facts.add(new Change("a", word, "7", "new release", SIZES[i], i % 2 == 0, NONE)));
        each(
                "Asymmetry.by",
                "instance",
                (word, i) -> facts.add(new Asymmetry(
                        "a", word, "v2", i % 2 == 0 ? "failures" : "traffic", SIZES[i], 0.5, (long) SIZES[i], NONE)));
        each("Dependency.kind", "http", (word, i) -> facts.add(new Dependency("a", "b", word, (long) SIZES[i], NONE)));
    }

    private void each(String property, String otherwise, WordAndVariant use) {
        TreeSet<String> texts = new TreeSet<>(words.literals().getOrDefault(property, new TreeSet<>()));
        texts.add(otherwise);
        for (String word : texts) {
            for (int i = 0; i < VARIANTS; i++) {
                use.accept(word, i);
            }
        }
    }

    private String text(String property, int index, String otherwise) {
        List<String> texts = List.copyOf(words.literals().getOrDefault(property, new TreeSet<>()));
        return texts.isEmpty() ? otherwise : texts.get(index);
    }

    @FunctionalInterface
    private interface WordAndVariant {
        void accept(String word, int variant);
    }
}
