/// Tests of rules: situations written down as signals, and what must follow from them. Reads `rules/tests/*.yaml` and
/// tells which judgements are not as expected; how to judge is the caller's business.
@NullMarked
package io.explainerror.ruletest;

import org.jspecify.annotations.NullMarked;
