package io.explainerror.rules;

/// What a rule says when it fires.
///
/// @param kind   which
/// @param blames whether it names a service
/// @param effect pattern id of the effect of `causes`, "" otherwise
/// @param offset where in the consequence
record Call(Kind kind, boolean blames, String effect, int offset) {
    enum Kind {
        SUPPORTS,
        CONTRADICTS,
        CAUSES
    }
}
