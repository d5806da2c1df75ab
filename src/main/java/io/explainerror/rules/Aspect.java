package io.explainerror.rules;

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

/// What a signal is about, without how much of it there is: who, towards whom, and which of their aspects. Two signals
/// of one aspect measure the same thing twice, e.g. once by the log and once by the metrics.
///
/// @param first  the words that follow the service, in the order of the signal's components
record Aspect(Class<? extends Signal> type, String service, String first, String second) implements Comparable<Aspect> {

    static Aspect of(Signal signal) {
        return switch (signal) {
            case Symptom s -> of(s, s.kind(), s.phase().name() + ' ' + s.peer());
            case LatencyShift s -> of(s, s.observer(), "");
            case ErrorRatioShift s -> of(s, s.observer(), "");
            case TrafficShift s -> of(s, s.observer(), s.user() ? "user" : "");
            case RetryRatio s -> of(s, s.peer(), "");
            case Saturation s -> of(s, s.resource(), "");
            case QueueGrowth s -> of(s, s.queue(), "");
            case MetricShift s -> of(s, s.role(), s.name());
            case NewTemplate s -> of(s, s.template(), "");
            case Silence s -> of(s, s.what(), "");
            case Recovery s -> of(s, s.observer(), s.what());
            case Restart s -> of(s, "", "");
            case Change s -> of(s, s.kind(), s.version() + ' ' + s.description());
            case Dependency s -> of(s, s.peer(), s.kind());
            case Asymmetry s -> of(s, s.by() + ' ' + s.what(), s.member());
            case Observed s -> of(s, "", "");
            case OnsetFound s -> of(s, "", "");
            case Alerted s -> of(s, s.title(), "");
        };
    }

    private static Aspect of(Signal signal, String first, String second) {
        return new Aspect(signal.getClass(), signal.service(), first, second);
    }

    @Override
    public int compareTo(Aspect other) {
        int difference = type.getSimpleName().compareTo(other.type.getSimpleName());
        difference = difference != 0 ? difference : service.compareTo(other.service);
        difference = difference != 0 ? difference : first.compareTo(other.first);
        return difference != 0 ? difference : second.compareTo(other.second);
    }
}
