package io.explainerror.rules;

/// What becomes of rule files on their way into force.
///
/// @param <E> what they are made into; immutable
@FunctionalInterface
public interface Press<E> {
    /// Makes all that a judgement needs of the first files.
    ///
    /// @throws RuleProblems with what is wrong
    E compile(RuleFiles files);

    /// The same for files that are to replace others; what has not changed may be taken over.
    ///
    /// @throws RuleProblems with what is wrong
    default E compile(RuleFiles files, E before) {
        return compile(files);
    }

    /// Tries an edition before it may judge.
    ///
    /// @param files what it was made of, with the tests that it must pass
    /// @throws RuleProblems with what does not come out as it must
    default void examine(E edition, RuleFiles files) {}

    /// Is told when an edition has come into force; must not take long, and must not fail.
    ///
    /// @param before whose place it took; itself when it is the first
    default void inForce(E edition, E before) {}
}
