/// Rule firings to a judgement: confidence, ranking, chain, missing evidence, steps and recipes. Pure functions; the
/// entry is [Judge].
@NullMarked
package io.explainerror.judge;

import org.jspecify.annotations.NullMarked;
