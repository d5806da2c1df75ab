/// Labelled incidents to scores: how often the judge is right, and whether its confidence can be believed.
@NullMarked
package io.explainerror.evaluate;

import org.jspecify.annotations.NullMarked;
