package io.explainerror;

import io.explainerror.intake.Incident;
import io.explainerror.intake.IncidentReader;
import io.explainerror.model.Alert;
import java.time.Instant;
import java.util.Optional;

/// What the asker says beside the material.
///
/// @param service whose log it is where neither the records nor a file's name tell, "" when not said
/// @param alert   the alert's title, or the JSON object of an `alert.json`, "" when not said
/// @param at      when it began to hurt, empty when not said
public record Hints(String service, String alert, Optional<Instant> at) {
    /// Nothing was said.
    public static final Hints NONE = new Hints("", "", Optional.empty());

    /// An error text alone does not tell whose it is, and rules blame services by name.
    public static final Hints NAMELESS = new Hints("the service", "", Optional.empty());

    /// The incident with the alert that was said; a bundle's own alert yields to it.
    ///
    /// @throws io.explainerror.model.ProblemException.UnreadableInput when the alert is malformed JSON
    public Incident applyTo(Incident incident) {
        Alert said = said(incident.alert());
        return incident.withAlert(
                at.isEmpty() ? said : new Alert(at, said.service(), said.title(), said.description()));
    }

    private Alert said(Alert own) {
        if (alert.isBlank()) {
            return own;
        }
        return alert.stripLeading().startsWith("{")
                ? IncidentReader.alert(alert)
                : new Alert(own.time(), own.service(), alert, "");
    }
}
