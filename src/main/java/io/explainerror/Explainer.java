package io.explainerror;

import io.explainerror.intake.Incident;
import io.explainerror.intake.LogSource;
import io.explainerror.judge.Deliberation;
import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ErrorAnswer;
import io.explainerror.model.Judgement;
import io.explainerror.model.Judgement.Alternative;
import io.explainerror.model.Pattern;
import io.explainerror.model.ProblemException.UnknownVersion;
import io.explainerror.model.Signal;
import io.explainerror.rules.Why;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// The chain as its faces see it: an incident in, a judgement out. Thread-safe.
///
/// Every method throws a [io.explainerror.model.ProblemException] whose message is meant for the asker.
public interface Explainer extends AutoCloseable {
    /// Reads the incident's logs and judges it.
    ///
    /// @param progress is told how many bytes were read since it was last told, by the threads that read
    Judgement explain(Incident incident, Hints hints, LongConsumer progress);

    /// The same for who does not watch.
    default Judgement explain(Incident incident, Hints hints) {
        return explain(incident, hints, _ -> {});
    }

    /// Judges an incident and tells the scores behind the answer.
    Deliberation deliberate(Incident incident, Hints hints);

    /// What every rule of one pattern makes of an incident, fired or not.
    ///
    /// @param pattern id of a pattern of [#knowledge]
    Why why(Incident incident, Hints hints, String pattern);

    /// Judges one error text, whoever printed it.
    default ErrorAnswer explainError(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Deliberation deliberation = deliberate(Incident.of(LogSource.bytes("text", bytes)), Hints.NAMELESS);
        Judgement judgement = deliberation.judgement();
        Alternative first = new Alternative(judgement.pattern(), judgement.service(), judgement.confidence(), "");
        Alternative spokenFor = Stream.concat(Stream.of(first), judgement.alternatives().stream())
                .filter(each -> deliberation.supporting().containsKey(each.pattern()))
                // that all is well is no answer to an error, unless it is the judgement
                .filter(each -> each.pattern().equals(judgement.pattern())
                        || !each.pattern().equals(Pattern.HEALTHY))
                .findFirst()
                .orElse(first);
        return new ErrorAnswer(
                judgement,
                spokenFor.pattern(),
                spokenFor.confidence(),
                deliberation.supporting().getOrDefault(spokenFor.pattern(), List.of()),
                triage(spokenFor.pattern()));
    }

    private Pattern.Triage triage(String pattern) {
        return knowledge().patterns().stream()
                .filter(known -> known.id().equals(pattern))
                .map(Pattern::triage)
                .findFirst()
                .orElse(Pattern.Triage.UNKNOWN);
    }

    /// Judges signals that somebody else found.
    Judgement explainSignals(List<Signal> signals);

    /// The rule base in use and how its reloads went.
    Knowledge knowledge();

    /// What would be wrong with the rule base if these files were saved: they would be accepted when no error is among
    /// it. Nothing is changed.
    ///
    /// @param edits texts by name relative to the rule folder, e.g. `patterns/disk-full.drl`
    List<CatalogueProblem> check(Map<String, String> edits);

    /// The same by one version of the rules that is kept, whatever is in force.
    ///
    /// @param version its sha-256, or enough of its beginning, at least six digits
    /// @throws UnknownVersion  when nobody keeps it
    /// @throws io.explainerror.model.ProblemException.BrokenRules when this program does not compile it
    default Explainer by(String version) {
        throw new UnknownVersion("version " + version + " of the rules is not kept: there are no versions here");
    }

    /// The versions that are kept, newest first.
    default List<KeptVersion> versions() {
        return List.of();
    }

    /// One of them.
    ///
    /// @param version as for [#by]
    /// @throws UnknownVersion when nobody keeps it
    default KeptVersion version(String version) {
        throw new UnknownVersion("version " + version + " of the rules is not kept: there are no versions here");
    }

    /// Keeps the version in force on disk, so that what was judged by it can be judged so again.
    default void keep() {}

    /// How rules are written and what recipes are called.
    default Library library() {
        return Library.EMPTY;
    }

    /// Stops following the rule folder.
    @Override
    default void close() {}
}
