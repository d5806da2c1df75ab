package io.explainerror.api;

import io.explainerror.model.*;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads ready-made signals from JSON, field by field: `{"signals": [{"type": "Symptom", "kind": ..., ...}]}`.
///
/// Types, fields and units are those of the records in [io.explainerror.model]. Names and the numbers that make the
/// signal are required; everything else has a neutral default, so that a signal can be written by hand.
final class SignalReader {
    private static final List<String> TYPES = List.of(
            "Symptom",
            "LatencyShift",
            "ErrorRatioShift",
            "TrafficShift",
            "RetryRatio",
            "Saturation",
            "QueueGrowth",
            "MetricShift",
            "NewTemplate",
            "Silence",
            "Recovery",
            "Restart",
            "Change",
            "Dependency",
            "Asymmetry",
            "Observed",
            "OnsetFound",
            "Alerted");

    private SignalReader() {}

    static List<Signal> read(JsonPlace request) {
        return request.object(Set.of("signals")).member("signals").elements().stream()
                .map(SignalReader::signal)
                .toList();
    }

    static Signal signal(JsonPlace at) {
        if (at.node() == null || !at.node().isObject()) {
            throw at.expected("a signal, e.g. {\"type\": \"Symptom\", \"kind\": \"pool.acquire-timeout\", ...}");
        }
        String type = at.word("type", Optional.empty(), TYPES);
        return switch (type) {
            case "Symptom" -> symptom(at);
            case "LatencyShift" -> latency(fields(at, "observer", "before", "during", "count"));
            case "ErrorRatioShift" -> errors(fields(at, "observer", "before", "during", "count", "fastRatio"));
            case "TrafficShift" -> traffic(fields(at, "observer", "user", "before", "during"));
            case "RetryRatio" -> retries(fields(at, "peer", "before", "during", "retries"));
            case "Saturation" -> saturation(fields(at, "resource", "before", "during", "limit", "waiting"));
            case "QueueGrowth" -> queue(fields(at, "queue", "before", "during", "slope"));
            case "MetricShift" ->
                metric(fields(at, "role", "name", "unit", "before", "during", "peak", "low", "slope"));
            case "NewTemplate" -> template(fields(at, "template", "severity", "failure", "before", "during"));
            case "Silence" -> silence(fields(at, "what", "expected", "seconds"));
            case "Recovery" -> recovery(fields(at, "observer", "what", "lasted", "calm"));
            case "Restart" -> restart(fields(at, "count", "failed"));
            case "Change" -> change(fields(at, "kind", "version", "description", "secondsBeforeOnset", "supported"));
            case "Dependency" -> dependency(fields(at, "peer", "kind", "calls"));
            case "Asymmetry" -> asymmetry(fields(at, "by", "member", "what", "share", "usual", "count"));
            case "Observed" -> observed(fields(at, "records", "requests", "requestsBefore", "metrics", "baseline"));
            case "OnsetFound" -> onset(at);
            case "Alerted" -> new Alerted(fields(at, "title").text("service", ""), at.text("title", ""), lines(at));
            default -> throw new IllegalStateException("a type of the list has no reader: " + type);
        };
    }

    private static Symptom symptom(JsonPlace at) {
        fields(at, "kind", "phase", "peer", "before", "during", "beforeRate", "duringRate", "captured");
        long before = at.count("before", 0);
        long during = at.count("during", 1);
        Phase phase = constant(at, "phase", Phase.values(), Phase::id, Phase.UNKNOWN);
        // Without rates both windows count as one minute.
        return new Symptom(
                at.text("kind"),
                phase,
                at.text("service"),
                at.text("peer", ""),
                before,
                during,
                at.number("beforeRate", (double) before),
                at.number("duringRate", (double) during),
                at.texts("captured"),
                lines(at));
    }

    private static LatencyShift latency(JsonPlace at) {
        return new LatencyShift(
                at.text("service"),
                at.text("observer", at.text("service")),
                at.number("before"),
                at.number("during"),
                at.count("count", Signal.SERIES),
                lines(at));
    }

    private static ErrorRatioShift errors(JsonPlace at) {
        return new ErrorRatioShift(
                at.text("service"),
                at.text("observer", at.text("service")),
                at.number("before"),
                at.number("during"),
                at.count("count", Signal.SERIES),
                at.number("fastRatio", -1),
                lines(at));
    }

    private static TrafficShift traffic(JsonPlace at) {
        return new TrafficShift(
                at.text("service"),
                at.text("observer", at.text("service")),
                at.flag("user", false),
                at.number("before"),
                at.number("during"),
                lines(at));
    }

    private static RetryRatio retries(JsonPlace at) {
        return new RetryRatio(
                at.text("service"),
                at.text("peer", ""),
                at.number("before", 1),
                at.number("during"),
                at.count("retries", Signal.SERIES),
                lines(at));
    }

    private static Saturation saturation(JsonPlace at) {
        return new Saturation(
                at.text("service"),
                at.text("resource"),
                at.number("before"),
                at.number("during"),
                at.number("limit", 0),
                at.number("waiting", 0),
                lines(at));
    }

    private static QueueGrowth queue(JsonPlace at) {
        return new QueueGrowth(
                at.text("service"),
                at.text("queue", ""),
                at.number("before"),
                at.number("during"),
                at.number("slope", 0),
                lines(at));
    }

    private static MetricShift metric(JsonPlace at) {
        double during = at.number("during");
        return new MetricShift(
                at.text("service"),
                at.text("role", "other"),
                at.text("name"),
                at.text("unit", ""),
                at.number("before", Double.NaN),
                during,
                at.number("peak", during),
                at.number("low", during),
                at.number("slope", 0),
                lines(at));
    }

    private static NewTemplate template(JsonPlace at) {
        return new NewTemplate(
                at.text("service"),
                at.text("template"),
                constant(at, "severity", Severity.values(), s -> s.name().toLowerCase(Locale.ROOT), Severity.UNKNOWN),
                at.flag("failure", false),
                at.count("before", 0),
                at.count("during", 1),
                lines(at));
    }

    private static Recovery recovery(JsonPlace at) {
        return new Recovery(
                at.text("service"),
                at.text("observer", at.text("service")),
                at.text("what"),
                at.number("lasted"),
                at.number("calm"),
                lines(at));
    }

    private static Silence silence(JsonPlace at) {
        return new Silence(
                at.text("service"), at.text("what", "log"), at.number("expected", 0), at.number("seconds"), lines(at));
    }

    private static Restart restart(JsonPlace at) {
        return new Restart(at.text("service"), at.count("count", 1), at.count("failed", 0), lines(at));
    }

    private static Change change(JsonPlace at) {
        return new Change(
                at.text("service"),
                at.text("kind"),
                at.text("version", ""),
                at.text("description", ""),
                at.number("secondsBeforeOnset"),
                at.flag("supported", false),
                lines(at));
    }

    private static Dependency dependency(JsonPlace at) {
        return new Dependency(
                at.text("service"), at.text("peer"), at.text("kind", "unknown"), at.count("calls", 0), lines(at));
    }

    private static Asymmetry asymmetry(JsonPlace at) {
        return new Asymmetry(
                at.text("service"),
                at.text("by"),
                at.text("member"),
                at.text("what", "failures"),
                at.number("share"),
                at.number("usual"),
                at.count("count", Signal.SERIES),
                lines(at));
    }

    private static Observed observed(JsonPlace at) {
        return new Observed(
                at.text("service"),
                at.count("records", 0),
                at.count("requests", 0),
                at.count("requestsBefore", 0),
                at.flag("metrics", false),
                at.flag("baseline", false),
                lines(at));
    }

    private static OnsetFound onset(JsonPlace at) {
        at.object(Set.of("type", "time", "basis", "baseline", "incident", "lines"));
        return new OnsetFound(
                at.instant("time"),
                at.text("basis", "alert"),
                at.number("baseline", 0),
                at.number("incident", 0),
                lines(at));
    }

    private static JsonPlace fields(JsonPlace at, String... own) {
        Set<String> known = new TreeSet<>(Set.of("type", "service", "lines"));
        known.addAll(List.of(own));
        return at.object(known);
    }

    private static <E extends Enum<E>> E constant(
            JsonPlace at, String field, E[] values, Function<E, String> id, E otherwise) {
        List<String> words = Stream.of(values).map(id).toList();
        String word = at.word(field, Optional.of(id.apply(otherwise)), words);
        return Arrays.stream(values)
                .filter(value -> id.apply(value).equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static Exemplars lines(JsonPlace at) {
        JsonPlace lines = at.member("lines");
        return lines.isPresent()
                ? new Exemplars(
                        lines.elements().stream().map(SignalReader::line).toList())
                : Exemplars.NONE;
    }

    private static SourceLine line(JsonPlace at) {
        at.object(Set.of("file", "line", "text"));
        return new SourceLine(at.text("file"), at.count("line", 0), at.text("text", ""));
    }
}
