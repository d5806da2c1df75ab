package io.explainerror.evaluate;

import io.explainerror.model.Judgement;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All labelled incidents of a folder, judged.
///
/// @param outcomes in the order of their ids
/// @param split which of them the rules were made with, [Split#NONE] when nobody says
public record Evaluation(List<Outcome> outcomes, Split split) {
    public Evaluation {
        outcomes = outcomes.stream().sorted(Comparator.comparing(Outcome::id)).toList();
    }

    /// Judges every bundle below a folder that has a `truth.json`.
    ///
    /// @param judge    from a bundle's folder to its judgement
    /// @param progress is told each bundle's id when it is judged
    /// @throws UnreadableInput when there is none
    public static Evaluation of(Path folder, Function<Path, Judgement> judge, Consumer<String> progress) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Path bundle : bundles(folder)) {
            long start = System.nanoTime();
            Truth truth = Truth.of(bundle);
            Judgement judgement = judge.apply(bundle);
            String id = String.valueOf(bundle.getFileName());
            outcomes.add(new Outcome(id, truth, judgement, Duration.ofNanos(System.nanoTime() - start)));
            progress.accept(id);
        }
        return new Evaluation(outcomes, Split.of(folder));
    }

    /// The folders of labelled incidents below a folder, in the order of their names.
    ///
    /// @throws UnreadableInput when there is none
    public static List<Path> bundles(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> bundles = children.filter(child -> Files.exists(child.resolve(Truth.FILE)))
                    .sorted()
                    .toList();
            if (bundles.isEmpty()) {
                throw new UnreadableInput(
                        folder
                                + ": expected folders with a truth.json (labelled incidents), but there are none; see dataset/");
            }
            return bundles;
        } catch (IOException e) {
            throw new UnreadableInput(folder + ": expected a folder of labelled incidents: " + e.getMessage(), e);
        }
    }

    /// Figures over all of them.
    public Scores scores() {
        return Scores.of(outcomes);
    }

    /// Figures by part of the split, in its order; empty when nothing is split. Incidents of no part are in none.
    public Map<String, Scores> byPart() {
        Map<String, Scores> scores = new LinkedHashMap<>();
        for (Split.Part part : split.parts()) {
            scores.put(
                    part.name(),
                    Scores.of(outcomes.stream()
                            .filter(outcome -> split.partOf(outcome.truth()).equals(Optional.of(part)))
                            .toList()));
        }
        return scores;
    }

    /// Figures by true pattern.
    public Map<String, Scores> byPattern() {
        return outcomes.stream()
                .collect(Collectors.groupingBy(
                        o -> o.truth().pattern(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), Scores::of)));
    }

    /// Figures by each piece of software of the stacks.
    public Map<String, Scores> byStack() {
        Map<String, List<Outcome>> groups = new TreeMap<>();
        outcomes.forEach(o -> o.truth().stack().forEach(s -> groups.computeIfAbsent(s, _ -> new ArrayList<>())
                .add(o)));
        Map<String, Scores> scores = new TreeMap<>();
        groups.forEach((stack, group) -> scores.put(stack, Scores.of(group)));
        return scores;
    }

    /// How often each true pattern (outer key) was answered with which pattern (inner key).
    public Map<String, Map<String, Long>> confusion() {
        return outcomes.stream()
                .collect(Collectors.groupingBy(
                        o -> o.truth().pattern(),
                        TreeMap::new,
                        Collectors.groupingBy(o -> o.judgement().pattern(), TreeMap::new, Collectors.counting())));
    }

    /// Where pattern or service is wrong.
    public List<Outcome> misses() {
        return outcomes.stream().filter(o -> !o.bothRight()).toList();
    }

    /// The ones that took longest.
    public List<Outcome> slowest(int count) {
        return outcomes.stream()
                .sorted(Comparator.comparing(Outcome::took).reversed().thenComparing(Outcome::id))
                .limit(count)
                .toList();
    }
}
