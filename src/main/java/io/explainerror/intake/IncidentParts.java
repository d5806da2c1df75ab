package io.explainerror.intake;

import io.explainerror.model.Alert;
import io.explainerror.model.ChangeEvent;
import io.explainerror.model.MetricSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Metrics, changes and alert in their JSON form, the same in a bundle folder and in a request.
final class IncidentParts {
    private IncidentParts() {}

    static List<MetricSeries> metrics(JsonPart part) {
        List<MetricSeries> series = new ArrayList<>();
        if (!part.absent()) {
            for (JsonPart each : part.list("a list of {service, name, unit, points}")) {
                series.add(series(each.object("{service, name, unit, points}")));
            }
        }
        return series;
    }

    private static MetricSeries series(JsonPart part) {
        List<MetricSeries.Point> points = new ArrayList<>();
        for (JsonPart point : part.at("points").list("a list of [time, value]")) {
            List<JsonPart> pair = point.list("[time, value]");
            if (pair.size() != 2) {
                throw point.wrong("[time, value]");
            }
            // a gap in the sampling is no point
            if (!pair.get(1).absent()) {
                points.add(new MetricSeries.Point(
                        pair.getFirst().micros(), pair.get(1).number()));
            }
        }
        return new MetricSeries(
                part.at("service").text(),
                part.at("name").required(),
                part.at("unit").text(),
                points);
    }

    static List<ChangeEvent> changes(JsonPart part) {
        List<ChangeEvent> changes = new ArrayList<>();
        if (!part.absent()) {
            for (JsonPart each : part.list("a list of {time, kind, service, version, description}")) {
                each.object("{time, kind, service, version, description}");
                changes.add(new ChangeEvent(
                        each.at("time").instant(),
                        each.at("kind").text(),
                        each.at("service").text(),
                        each.at("version").text(),
                        each.at("description").text()));
            }
        }
        return changes;
    }

    static Alert alert(JsonPart part) {
        if (part.absent()) {
            return Alert.NONE;
        }
        part.object("{time, service, title, description}");
        JsonPart time = part.at("time");
        return new Alert(
                time.absent() ? Optional.empty() : Optional.of(time.instant()),
                part.at("service").text(),
                part.at("title").text(),
                part.at("description").text());
    }
}
