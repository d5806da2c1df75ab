package io.explainerror.ruletest;

import io.explainerror.catalogue.CatalogueException;
import io.explainerror.catalogue.CatalogueNode;
import io.explainerror.model.*;
import io.explainerror.signal.Terms;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Reads a signal as tests write it: `latency: { service: orders-db, before: 4ms, during: 2300ms }`.
///
/// The key names the type, the fields are those of the records in [io.explainerror.model], with the units written
/// down where they have one. What makes the signal is required, everything else has a default: a symptom has the
/// phase of its kind's recognisers, and without rates both windows count as one minute; a service is observed by
/// itself; it is observed with a baseline in which it served as many requests as now.
final class SignalShorthand {
    /// The keys, in the order of [Signal].
    static final List<String> KEYS = List.of(
            "symptom",
            "latency",
            "errors",
            "traffic",
            "retry",
            "saturation",
            "queue",
            "metric",
            "template",
            "silence",
            "recovery",
            "restart",
            "change",
            "dependency",
            "asymmetry",
            "observed",
            "onset",
            "alert");

    private final Map<String, Phase> kinds;

    /// @param kinds symptom kinds with the phase that goes without saying; empty when any is fine
    SignalShorthand(Map<String, Phase> kinds) {
        this.kinds = kinds;
    }

    /// @throws CatalogueException when it is no signal
    Signal read(CatalogueNode at) {
        List<CatalogueNode> keys = at.keys();
        if (keys.size() != 1) {
            throw at.problem("expected one signal such as `symptom: { ... }`, but received " + keys.size() + " keys");
        }
        String type = Fields.known(keys.getFirst(), keys.getFirst().text(), "unknown signal", KEYS);
        CatalogueNode value = at.required(type);
        return switch (type) {
            case "symptom" -> symptom(value);
            case "latency" -> latency(fields(value, "a latency", "observer", "before", "during", "count"));
            case "errors" -> errors(fields(value, "errors", "observer", "before", "during", "count", "fastRatio"));
            case "traffic" -> traffic(fields(value, "traffic", "observer", "user", "before", "during"));
            case "retry" -> retry(fields(value, "a retry", "peer", "before", "during", "retries"));
            case "saturation" ->
                saturation(fields(value, "a saturation", "resource", "before", "during", "limit", "waiting"));
            case "queue" -> queue(fields(value, "a queue", "queue", "before", "during", "slope"));
            case "metric" ->
                metric(fields(value, "a metric", "role", "name", "unit", "before", "during", "peak", "low", "slope"));
            case "template" ->
                template(fields(value, "a template", "template", "severity", "failure", "before", "during"));
            case "silence" -> silence(fields(value, "a silence", "what", "expected", "seconds"));
            case "recovery" -> recovery(fields(value, "a recovery", "observer", "what", "lasted", "calm"));
            case "restart" -> restart(fields(value, "a restart", "count", "failed"));
            case "change" ->
                change(fields(value, "a change", "kind", "version", "description", "secondsBeforeOnset", "supported"));
            case "dependency" -> dependency(fields(value, "a dependency", "peer", "kind", "calls"));
            case "asymmetry" ->
                asymmetry(fields(value, "an asymmetry", "by", "member", "what", "share", "usual", "count"));
            case "observed" ->
                observed(fields(value, "observed", "records", "requests", "requestsBefore", "metrics", "baseline"));
            case "onset" -> onset(Fields.of(value, "an onset", Set.of("time", "basis", "baseline", "incident")));
            case "alert" -> {
                Fields alert = fields(value, "an alert", "title");
                yield new Alerted(alert.text("service", ""), alert.text("title", ""), Exemplars.NONE);
            }
            default -> throw new IllegalStateException("a key of the list has no reader: " + type);
        };
    }

    private static Fields fields(CatalogueNode at, String what, String... own) {
        Set<String> known = new TreeSet<>(List.of(own));
        known.add("service");
        return Fields.of(at, what, known);
    }

    /// A word of a property whose values are words: with any other, no rule would see the signal as meant.
    private static String term(Fields of, String property, String word) {
        String field = property.substring(property.indexOf('.') + 1);
        return of.has(field)
                ? Fields.known(
                        of.required(field),
                        word,
                        "no signal has the " + property,
                        Objects.requireNonNull(Terms.byProperty().get(property)))
                : word;
    }

    private Symptom symptom(CatalogueNode at) {
        Fields of = fields(
                at, "a symptom", "kind", "phase", "peer", "before", "during", "beforeRate", "duringRate", "captured");
        String kind = of.text("kind");
        if (!kinds.isEmpty()) {
            Fields.known(of.required("kind"), kind, "no recogniser reports a symptom of kind", kinds.keySet());
        }
        long before = of.count("before", 0);
        long during = of.count("during", 1);
        return new Symptom(
                kind,
                of.constant("phase", Phase.values(), Phase::id, kinds.getOrDefault(kind, Phase.UNKNOWN)),
                of.text("service"),
                of.text("peer", ""),
                before,
                during,
                of.number("beforeRate", (double) before),
                of.number("duringRate", (double) during),
                of.captured(),
                Exemplars.NONE);
    }

    private static LatencyShift latency(Fields of) {
        return new LatencyShift(
                of.text("service"),
                of.text("observer", of.text("service")),
                Quantity.millis(of.required("before")),
                Quantity.millis(of.required("during")),
                of.count("count", Signal.SERIES),
                Exemplars.NONE);
    }

    private static ErrorRatioShift errors(Fields of) {
        return new ErrorRatioShift(
                of.text("service"),
                of.text("observer", of.text("service")),
                Quantity.share(of.required("before")),
                Quantity.share(of.required("during")),
                of.count("count", Signal.SERIES),
                of.or("fastRatio", Quantity::share, -1.0),
                Exemplars.NONE);
    }

    private static TrafficShift traffic(Fields of) {
        return new TrafficShift(
                of.text("service"),
                of.text("observer", of.text("service")),
                of.flag("user", false),
                of.number("before"),
                of.number("during"),
                Exemplars.NONE);
    }

    private static RetryRatio retry(Fields of) {
        return new RetryRatio(
                of.text("service"),
                of.text("peer", ""),
                of.number("before", 1),
                of.number("during"),
                of.count("retries", Signal.SERIES),
                Exemplars.NONE);
    }

    private static Saturation saturation(Fields of) {
        return new Saturation(
                of.text("service"),
                term(of, "Saturation.resource", of.text("resource")),
                Quantity.share(of.required("before")),
                Quantity.share(of.required("during")),
                of.number("limit", 0),
                of.number("waiting", 0),
                Exemplars.NONE);
    }

    private static QueueGrowth queue(Fields of) {
        return new QueueGrowth(
                of.text("service"),
                of.text("queue", ""),
                of.number("before"),
                of.number("during"),
                of.number("slope", 0),
                Exemplars.NONE);
    }

    private static MetricShift metric(Fields of) {
        double during = of.number("during");
        return new MetricShift(
                of.text("service"),
                term(of, "MetricShift.role", of.text("role", "other")),
                of.text("name", of.text("role", "other")),
                of.text("unit", ""),
                of.number("before", Double.NaN),
                during,
                of.number("peak", during),
                of.number("low", during),
                of.number("slope", 0),
                Exemplars.NONE);
    }

    private static NewTemplate template(Fields of) {
        return new NewTemplate(
                of.text("service"),
                of.text("template"),
                of.constant("severity", Severity.values(), Severity::name, Severity.UNKNOWN),
                of.flag("failure", false),
                of.count("before", 0),
                of.count("during", 1),
                Exemplars.NONE);
    }

    private static Silence silence(Fields of) {
        return new Silence(
                of.text("service"),
                term(of, "Silence.what", of.text("what", "log")),
                of.number("expected", 0),
                Quantity.seconds(of.required("seconds")),
                Exemplars.NONE);
    }

    private static Recovery recovery(Fields of) {
        return new Recovery(
                of.text("service"),
                of.text("observer", of.text("service")),
                term(of, "Recovery.what", of.text("what")),
                Quantity.seconds(of.required("lasted")),
                Quantity.seconds(of.required("calm")),
                Exemplars.NONE);
    }

    private static Restart restart(Fields of) {
        return new Restart(of.text("service"), of.count("count", 1), of.count("failed", 0), Exemplars.NONE);
    }

    private static Change change(Fields of) {
        return new Change(
                of.text("service"),
                term(of, "Change.kind", of.text("kind")),
                of.text("version", ""),
                of.text("description", ""),
                Quantity.seconds(of.required("secondsBeforeOnset")),
                of.flag("supported", false),
                Exemplars.NONE);
    }

    private static Dependency dependency(Fields of) {
        return new Dependency(
                of.text("service"),
                of.text("peer"),
                term(of, "Dependency.kind", of.text("kind", "unknown")),
                of.count("calls", 0),
                Exemplars.NONE);
    }

    private static Asymmetry asymmetry(Fields of) {
        return new Asymmetry(
                of.text("service"),
                of.text("by"),
                of.text("member"),
                of.text("what", "failures"),
                Quantity.share(of.required("share")),
                Quantity.share(of.required("usual")),
                of.count("count", Signal.SERIES),
                Exemplars.NONE);
    }

    private static Observed observed(Fields of) {
        long requests = of.count("requests", 0);
        return new Observed(
                of.text("service"),
                of.count("records", requests),
                requests,
                of.count("requestsBefore", requests),
                of.flag("metrics", false),
                of.flag("baseline", true),
                Exemplars.NONE);
    }

    private static OnsetFound onset(Fields of) {
        CatalogueNode time = of.required("time");
        try {
            return new OnsetFound(
                    Instant.parse(time.text()),
                    term(of, "OnsetFound.basis", of.text("basis", "alert")),
                    of.or("baseline", Quantity::seconds, 0.0),
                    of.or("incident", Quantity::seconds, 0.0),
                    Exemplars.NONE);
        } catch (DateTimeParseException e) {
            throw time.problem("expected an instant such as 2026-05-04T03:12:09Z, but received `" + time.text() + "`");
        }
    }
}
