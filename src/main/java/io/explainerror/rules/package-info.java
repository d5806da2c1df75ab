/// Loads, checks, compiles, runs and swaps the rule base; the only package that knows Drools.
///
/// Start reading at [io.explainerror.rules.RuleBase] (one compiled version) and
/// [io.explainerror.rules.LiveKnowledge] (the version in force).
@NullMarked
package io.explainerror.rules;

import org.jspecify.annotations.NullMarked;
