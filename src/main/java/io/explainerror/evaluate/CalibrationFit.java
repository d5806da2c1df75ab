package io.explainerror.evaluate;

import io.explainerror.judge.Deliberation;
import io.explainerror.model.RuleInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// A temperature fitted on labelled incidents, and how far to trust it.
///
/// @param written the temperature in force
/// @param fitted  the one that fits all incidents best, to three decimals
/// @param groups  for each group of incidents, the temperature that fits all the others
/// @param before  how well confidences hold with the temperature in force
/// @param after   the same with the fitted one, on the incidents it was fitted on
/// @param crossed the same when each incident is judged with the temperature of the other groups: what to expect of
///                software that was not there
/// @param rules   those that fired, by how far the weight written is from the one suggested
public record CalibrationFit(
        int incidents,
        double written,
        double fitted,
        SortedMap<String, Double> groups,
        Quality before,
        Quality after,
        Quality crossed,
        List<RuleRecord> rules) {
    public CalibrationFit {
        rules = List.copyOf(rules);
    }

    /// @param surprise mean negative log-likelihood, 0 is best
    /// @param brier    see [Reliability]
    /// @param error    expected calibration error, see [Reliability]
    public record Quality(double surprise, double brier, double error) {}

    /// Judges the labelled incidents of a folder and fits; what its [Split] keeps back is left out.
    ///
    /// @param written  the temperature in force
    /// @param progress is told each incident's id when it is judged
    public static CalibrationFit of(
            Path folder,
            Function<Path, Deliberation> judge,
            List<RuleInfo> rules,
            double written,
            Consumer<String> progress) {
        List<Sample> samples = new ArrayList<>();
        Split split = Split.of(folder);
        for (Path bundle : Evaluation.bundles(folder)) {
            Truth truth = Truth.of(bundle);
            if (split.keepsBack(truth)) {
                continue;
            }
            samples.add(Sample.of(truth, judge.apply(bundle)));
            progress.accept(String.valueOf(bundle.getFileName()));
        }
        return of(samples, rules, written);
    }

    static CalibrationFit of(List<Sample> samples, List<RuleInfo> rules, double written) {
        double fitted = Math.round(TemperatureFit.of(samples) * 1000) / 1000.0;
        SortedMap<String, Double> groups = new TreeMap<>();
        samples.stream().map(Sample::group).distinct().forEach(group -> groups.put(group, fitWithout(group, samples)));
        return new CalibrationFit(
                samples.size(),
                written,
                fitted,
                groups,
                quality(samples, _ -> written),
                quality(samples, _ -> fitted),
                quality(samples, sample -> groups.getOrDefault(sample.group(), fitted)),
                rules.stream()
                        .map(rule -> RuleRecord.of(rule, samples))
                        .filter(each -> each.fired() > 0)
                        .sorted(RuleRecord.FARTHEST_OFF)
                        .toList());
    }

    private static double fitWithout(String group, List<Sample> samples) {
        return TemperatureFit.of(
                samples.stream().filter(sample -> !sample.group().equals(group)).toList());
    }

    private static Quality quality(List<Sample> samples, ToDoubleFunction<Sample> temperature) {
        double surprise = samples.stream()
                .mapToDouble(sample -> TemperatureFit.surprise(List.of(sample), temperature.applyAsDouble(sample)))
                .average()
                .orElse(0);
        Reliability reliability = Reliability.of(samples.stream()
                .map(sample ->
                        new Reliability.Answer(sample.confidence(temperature.applyAsDouble(sample)), sample.right()))
                .toList());
        return new Quality(surprise, reliability.brier(), reliability.error());
    }
}
