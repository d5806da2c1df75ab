package io.explainerror;

import io.explainerror.Chain.Decision;
import io.explainerror.Chain.Material;
import io.explainerror.evaluate.Difference;
import io.explainerror.evaluate.Evaluation;
import io.explainerror.evaluate.Hits;
import io.explainerror.evaluate.Outcome;
import io.explainerror.evaluate.Truth;
import io.explainerror.rules.RuleChanges;
import io.explainerror.signal.Recognisers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;

/// Judges labelled incidents by one or two versions of the rules, several incidents at once.
record Trial(Chain chain, Shelf shelf) {

    /// How two versions judge every incident of a folder. Each incident is read once when the recognisers are the same.
    ///
    /// @param progress is told each bundle's id when it is judged
    Difference difference(Edition before, Edition after, Path dataset, Consumer<String> progress) {
        List<Difference.Pair> pairs = Evaluation.bundles(dataset).parallelStream()
                .map(bundle -> {
                    List<Judged> judged = judge(bundle, List.of(before, after));
                    progress.accept(judged.getFirst().outcome.id());
                    return new Difference.Pair(judged.getFirst().outcome, judged.getLast().outcome);
                })
                .toList();
        return new Difference(
                before.knowledge().version(),
                after.knowledge().version(),
                RuleChanges.between(before.knowledge(), after.knowledge()),
                pairs);
    }

    /// In how many incidents of a folder each rule fired, and whether it was right.
    Hits.Count hits(Edition edition, Path dataset, Consumer<String> progress) {
        Hits.Count count = new Hits.Count();
        Evaluation.bundles(dataset).parallelStream()
                .map(bundle -> {
                    Judged judged = judge(bundle, List.of(edition)).getFirst();
                    progress.accept(judged.outcome.id());
                    return judged;
                })
                .toList()
                .forEach(judged -> count.add(
                        judged.outcome.truth(),
                        judged.decision.testimony().firings(),
                        judged.decision.testimony().links()));
        return count;
    }

    private record Judged(Outcome outcome, Decision decision) {}

    private List<Judged> judge(Path bundle, List<Edition> editions) {
        Truth truth = Truth.of(bundle);
        IdentityHashMap<Recognisers, Material> read = new IdentityHashMap<>();
        List<Judged> judged = new ArrayList<>();
        for (Edition edition : editions) {
            long start = System.nanoTime();
            Material material = read.computeIfAbsent(edition.knowledge().recognisers(), by -> shelf.read(bundle, by));
            Decision decision = chain.decide(edition, material);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            judged.add(new Judged(
                    new Outcome(String.valueOf(bundle.getFileName()), truth, decision.judgement(), took), decision));
        }
        return judged;
    }
}
