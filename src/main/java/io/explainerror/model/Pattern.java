package io.explainerror.model;

import java.util.List;

/// A failure shape: what the catalogue knows about it beside its rules.
///
/// @param id         e.g. `connection-pool-exhaustion`
/// @param title      for people, e.g. `Connection pool exhausted`
/// @param definition in two sentences
/// @param prior      log-odds before any evidence
/// @param neighbours what it is mistaken for and what tells them apart
/// @param actions    what to do first, in order
/// @param avoid      what makes it worse
/// @param recipes    ids of the recipes that help whenever it is suspected, whatever else is known
/// @param triage     what it is in the terms of programs that route errors
public record Pattern(
        String id,
        String title,
        String definition,
        double prior,
        List<Neighbour> neighbours,
        List<Action> actions,
        List<Avoid> avoid,
        List<String> recipes,
        Triage triage) {
    /// No incident at all.
    public static final String HEALTHY = "healthy";

    /// A real problem that none of the patterns explains.
    public static final String UNKNOWN = "unknown";

    public Pattern {
        neighbours = List.copyOf(neighbours);
        actions = List.copyOf(actions);
        avoid = List.copyOf(avoid);
        recipes = List.copyOf(recipes);
    }

    /// A pattern without recipes of its own.
    public Pattern(
            String id,
            String title,
            String definition,
            double prior,
            List<Neighbour> neighbours,
            List<Action> actions,
            List<Avoid> avoid) {
        this(id, title, definition, prior, neighbours, actions, avoid, List.of());
    }

    /// A pattern without terms for programs.
    public Pattern(
            String id,
            String title,
            String definition,
            double prior,
            List<Neighbour> neighbours,
            List<Action> actions,
            List<Avoid> avoid,
            List<String> recipes) {
        this(id, title, definition, prior, neighbours, actions, avoid, recipes, Triage.UNKNOWN);
    }

    /// A look-alike and the fact that tells it apart.
    public record Neighbour(String pattern, String difference) {}

    /// What a pattern is in the terms of programs that route errors, as `POST /v1/explain-error` answers.
    ///
    /// @param classification e.g. `resource_exhaustion`
    /// @param severity       `low`, `medium`, `high` or `critical`
    /// @param actionSignal   what a program may do, e.g. `scale_or_release_resources`, `investigate`
    public record Triage(String classification, String severity, String actionSignal) {
        /// Nothing is known: somebody has to look.
        public static final Triage UNKNOWN = new Triage("unknown", "medium", "investigate");
    }

    /// A step to take; `{service}` and `{peer}` stand for the incident's.
    ///
    /// @param needs an id of what must hold for the step to be offered, e.g. `supported-change`; "" for always
    public record Action(String does, String why, String needs) {}

    /// A step not to take, with the reason.
    public record Avoid(String dont, String why) {}
}
