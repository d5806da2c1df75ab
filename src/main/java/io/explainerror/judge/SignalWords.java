package io.explainerror.judge;

import io.explainerror.model.Alerted;
import io.explainerror.model.Asymmetry;
import io.explainerror.model.Change;
import io.explainerror.model.Dependency;
import io.explainerror.model.ErrorRatioShift;
import io.explainerror.model.LatencyShift;
import io.explainerror.model.MetricShift;
import io.explainerror.model.NewTemplate;
import io.explainerror.model.Observed;
import io.explainerror.model.OnsetFound;
import io.explainerror.model.QueueGrowth;
import io.explainerror.model.Recovery;
import io.explainerror.model.Restart;
import io.explainerror.model.RetryRatio;
import io.explainerror.model.Saturation;
import io.explainerror.model.Signal;
import io.explainerror.model.Silence;
import io.explainerror.model.Symptom;
import io.explainerror.model.TrafficShift;
import java.util.Locale;

/// A signal in one short clause, numbers included.
public final class SignalWords {
    private SignalWords() {}

    public static String of(Signal signal) {
        return switch (signal) {
            case Symptom s ->
                String.format(
                        Locale.ROOT,
                        "%s in %s%s: %d, %d before",
                        s.kind(),
                        s.service(),
                        towards(s.peer()),
                        s.during(),
                        s.before());
            case LatencyShift s ->
                String.format(
                        Locale.ROOT,
                        "p95 of %s seen by %s: %.0f ms, %.0f ms before",
                        s.service(),
                        s.observer(),
                        s.during(),
                        s.before());
            case ErrorRatioShift s ->
                String.format(
                        Locale.ROOT,
                        "failed answers of %s seen by %s: %.1f %%, %.1f %% before",
                        s.service(),
                        s.observer(),
                        100 * s.during(),
                        100 * s.before());
            case TrafficShift s ->
                String.format(
                        Locale.ROOT,
                        "%srequests to %s seen by %s: %.2f/s, %.2f/s before",
                        s.user() ? "user " : "",
                        s.service(),
                        s.observer(),
                        s.during(),
                        s.before());
            case RetryRatio s ->
                String.format(
                        Locale.ROOT,
                        "attempts per request of %s%s: %.2f, %.2f before",
                        s.service(),
                        towards(s.peer()),
                        s.during(),
                        s.before());
            case Saturation s ->
                String.format(
                        Locale.ROOT,
                        "%s of %s: %.0f %% used, %.0f %% before%s",
                        s.resource(),
                        s.service(),
                        100 * s.during(),
                        100 * s.before(),
                        s.waiting() > 0 ? String.format(Locale.ROOT, ", %.0f waiting", s.waiting()) : "");
            case QueueGrowth s ->
                String.format(
                        Locale.ROOT,
                        "queue %s of %s: %.0f, %.0f before",
                        named(s.queue()),
                        s.service(),
                        s.during(),
                        s.before());
            case MetricShift s ->
                String.format(
                        Locale.ROOT,
                        "%s of %s: median %.4g, %.4g before, peak %.4g",
                        s.name(),
                        s.service(),
                        s.during(),
                        s.before(),
                        s.peak());
            case NewTemplate s ->
                String.format(
                        Locale.ROOT,
                        "new in %s: \"%s\", %d times, %d before",
                        s.service(),
                        s.template(),
                        s.during(),
                        s.before());
            case Recovery s ->
                String.format(Locale.ROOT, "%s of %s over after %.0f s", s.what(), s.service(), s.lasted());
            case Silence s -> String.format(Locale.ROOT, "no %s of %s for %.0f s", s.what(), s.service(), s.seconds());
            case Restart s ->
                String.format(Locale.ROOT, "starts of %s: %d, %d of them failed", s.service(), s.count(), s.failed());
            case Change s ->
                String.format(
                        Locale.ROOT,
                        "%s of %s%s %.0f s %s the onset",
                        s.kind(),
                        s.service(),
                        s.version().isEmpty() ? "" : " to " + s.version(),
                        Math.abs(s.secondsBeforeOnset()),
                        s.secondsBeforeOnset() < 0 ? "after" : "before");
            case Dependency s ->
                String.format(
                        Locale.ROOT,
                        "%s calls %s (%s): %d calls failed",
                        s.service(),
                        named(s.peer()),
                        s.kind(),
                        s.calls());
            case Asymmetry s ->
                String.format(
                        Locale.ROOT,
                        "%.0f %% of the %s of %s fall on %s %s, %.0f %% would be its share",
                        100 * s.share(),
                        s.what(),
                        s.service(),
                        s.by(),
                        s.member(),
                        100 * s.usual());
            case Observed s ->
                String.format(Locale.ROOT, "%s: %d log records, %d requests", s.service(), s.records(), s.requests());
            case OnsetFound s -> String.format(Locale.ROOT, "onset %s, found from %s", s.time(), s.basis());
            case Alerted s -> String.format(Locale.ROOT, "alert: %s", s.title());
        };
    }

    private static String towards(String peer) {
        return peer.isEmpty() ? "" : " towards " + peer;
    }

    private static String named(String name) {
        return name.isEmpty() ? "(unnamed)" : name;
    }
}
