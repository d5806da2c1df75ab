package io.explainerror.signal;

import io.explainerror.model.Exemplars;
import io.explainerror.model.MetricSeries;
import io.explainerror.model.NewTemplate;
import io.explainerror.model.Observed;
import io.explainerror.model.Signal;
import io.explainerror.model.Silence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What each service's log as a whole tells: who was looking, who fell silent, which messages are new.
final class ServiceSignals {
    /// A service that logged more rarely than this is not missed: records per minute.
    private static final double AUDIBLE = 12;

    /// Silence shorter than this is chance: seconds.
    private static final double NOTICEABLE = 10;

    /// A message is new when it comes at least this many times as often as before.
    private static final double NEW_FACTOR = 10;

    /// How many new messages a service may put forward.
    private static final int NEW_LIMIT = 20;

    private final Extraction extraction;
    private final Windows windows;
    private final Set<String> withMetrics;
    private final List<Signal> found = new ArrayList<>();

    ServiceSignals(Extraction extraction, Windows windows, List<MetricSeries> metrics) {
        this.extraction = extraction;
        this.windows = windows;
        this.withMetrics = metrics.stream().map(MetricSeries::service).collect(Collectors.toCollection(TreeSet::new));
    }

    List<Signal> derive() {
        new TreeMap<>(extraction.services).forEach(this::service);
        withMetrics.stream()
                .filter(s -> !extraction.services.containsKey(s))
                .forEach(s -> found.add(new Observed(s, 0, 0, 0, true, windows.hasBaseline(), Exemplars.NONE)));
        newTemplates();
        return found;
    }

    private void service(String name, ServiceTally tally) {
        found.add(new Observed(
                name,
                tally.count,
                tally.requests.count(windows.incident()),
                tally.requests.count(windows.baseline()),
                withMetrics.contains(name),
                windows.hasBaseline(),
                tally.requests.lines(windows.incident())));
        if (!windows.hasBaseline()) {
            return;
        }
        Window baseline = windows.baseline().notBefore(tally.first);
        double usual = baseline.perMinute(tally.records(baseline));
        double quiet = (windows.incident().to()
                        - Math.max(tally.last, windows.incident().from()))
                / 1e6;
        if (usual >= AUDIBLE && quiet >= Math.max(NOTICEABLE, 20 * 60 / usual)) {
            found.add(new Silence(name, "log", usual, quiet, Exemplars.NONE));
        }
        double requests = baseline.perMinute(tally.requests.count(baseline));
        double now = windows.incident().perMinute(tally.requests.count(windows.incident()));
        if (requests >= AUDIBLE && now < requests / 10 && windows.incident().seconds() >= NOTICEABLE) {
            found.add(new Silence(name, "requests", requests, windows.incident().seconds(), Exemplars.NONE));
        }
    }

    private void newTemplates() {
        extraction.templates.forEach((service, miner) -> miner.templates().stream()
                .map(template -> signal(service, template))
                .filter(t -> t.during() > 0 && isNew(t))
                .sorted(Comparator.comparing(NewTemplate::failure)
                        .thenComparingLong(NewTemplate::during)
                        .reversed()
                        .thenComparing(NewTemplate::template))
                .limit(NEW_LIMIT)
                .forEach(found::add));
    }

    private NewTemplate signal(String service, Template<TemplateTally> template) {
        TemplateTally tally = template.value();
        return new NewTemplate(
                service,
                Masker.mask(template.text()),
                tally.severity(),
                tally.recognised() || template.failure(),
                tally.seen.count(windows.baseline()),
                tally.seen.count(windows.incident()),
                tally.seen.lines(windows.incident()));
    }

    private boolean isNew(NewTemplate template) {
        double before = windows.baseline().perMinute(template.before());
        return windows.hasBaseline() && windows.incident().perMinute(template.during()) >= NEW_FACTOR * before;
    }
}
