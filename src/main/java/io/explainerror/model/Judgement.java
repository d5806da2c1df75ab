package io.explainerror.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The answer. Its JSON form is the contract of `DESIGN.md`, section 5; see [io.explainerror.report.JudgementJson].
///
/// @param id         unique per judgement; everything else is a function of input and rules
/// @param rules      version of the rule base that judged
/// @param input      what was read
/// @param onset      when it began; empty when nothing began
/// @param pattern    the primary pattern's id
/// @param service    the culprit, "" when there is none
/// @param confidence 0 to 1; the confidences of all patterns, those too unlikely to be listed included, add up to 1
/// @param summary    one sentence for a person
/// @param evidence   what speaks for it, strongest first
/// @param against    what speaks against it, strongest first
/// @param missing    rules of the leading patterns that did not fire: questions the responder can still answer
/// @param alternatives the other patterns, most likely first
/// @param chain      from the root to the visible symptom
/// @param stats      counts and durations, by name
public record Judgement(
        String id,
        String rules,
        Input input,
        Optional<Instant> onset,
        String pattern,
        String service,
        Verdict verdict,
        double confidence,
        String summary,
        List<Evidence> evidence,
        List<Evidence> against,
        List<Missing> missing,
        List<Alternative> alternatives,
        List<ChainLink> chain,
        List<Pattern.Action> actions,
        List<Pattern.Avoid> avoid,
        List<Recipe> recipes,
        List<TimelineEntry> timeline,
        Map<String, Double> stats) {

    public Judgement {
        evidence = List.copyOf(evidence);
        against = List.copyOf(against);
        missing = List.copyOf(missing);
        alternatives = List.copyOf(alternatives);
        chain = List.copyOf(chain);
        actions = List.copyOf(actions);
        avoid = List.copyOf(avoid);
        recipes = List.copyOf(recipes);
        timeline = List.copyOf(timeline);
        stats = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(stats));
    }

    /// What was read.
    ///
    /// @param digest   sha-256 of the input's bytes, hex
    /// @param lines    log lines read
    /// @param unparsed of these, lines whose format was not recognised
    /// @param from     first record's time
    /// @param to       last record's time
    /// @param warnings what a reader must know about the input, e.g. a file that ended in the middle of a record
    public record Input(
            String digest,
            long lines,
            long unparsed,
            Optional<Instant> from,
            Optional<Instant> to,
            List<String> warnings) {
        public Input {
            warnings = List.copyOf(warnings);
        }

        /// The same with one more warning.
        public Input with(String warning) {
            List<String> more = new ArrayList<>(warnings);
            more.add(warning);
            return new Input(digest, lines, unparsed, from, to, more);
        }
    }

    /// One firing of a rule, for or against.
    ///
    /// @param signals what it matched, in words
    public record Evidence(
            String rule,
            String pattern,
            double weight,
            String says,
            String service,
            List<String> signals,
            List<SourceLine> lines) {
        public Evidence {
            signals = List.copyOf(signals);
            lines = List.copyOf(lines);
        }
    }

    /// A rule that did not fire.
    ///
    /// @param weight       what it would add
    /// @param confidenceIf what the primary pattern's confidence would become
    /// @param recipe       the recipe that answers it, "" when there is none
    public record Missing(
            String rule, String pattern, String says, double weight, double confidenceIf, String recipe) {}

    /// Another pattern that competes.
    public record Alternative(String pattern, String service, double confidence, String says) {}

    /// One step of the causal chain.
    public record ChainLink(String pattern, String service, String says) {}

    /// A ready-to-paste query.
    ///
    /// @param id    the recipe it belongs to, as [Missing#recipe] names it; the same for every tool
    /// @param tool  `cloudwatch`, `loki`, `elasticsearch`, `splunk` or `grep`
    /// @param title what it shows
    public record Recipe(String id, String tool, String title, String query) {
        /// A query that no question refers to.
        public Recipe(String tool, String title, String query) {
            this("", tool, title, query);
        }
    }

    /// Something that happened.
    public record TimelineEntry(Instant time, String service, String says) {}
}
