package io.explainerror.model;

import java.util.List;

/// What a single error text means to a program that routes errors, as `POST /v1/explain-error` answers.
///
/// One line is little evidence, so that the judgement alone often is that nobody can know. Who asks about an error text
/// wants to know what it speaks for, and how surely: the most likely pattern that a rule speaks for, and its
/// confidence.
///
/// @param judgement  of the text alone
/// @param pattern    id of the pattern that the text speaks for; the judged one when it speaks for none
/// @param confidence of that pattern, 0 to 1
/// @param evidence   what speaks for it, strongest first
/// @param triage     that pattern in the program's terms
public record ErrorAnswer(
        Judgement judgement,
        String pattern,
        double confidence,
        List<Judgement.Evidence> evidence,
        Pattern.Triage triage) {
    public ErrorAnswer {
        evidence = List.copyOf(evidence);
    }

    /// Whether the judgement is the same.
    public boolean isJudged() {
        return pattern.equals(judgement.pattern());
    }

    /// What the program may do. It must not act on an answer that the evidence does not carry.
    public String actionSignal() {
        boolean carried = isJudged() && judgement.verdict() != Verdict.INCONCLUSIVE;
        return carried ? triage.actionSignal() : Pattern.Triage.UNKNOWN.actionSignal();
    }
}
