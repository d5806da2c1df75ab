@NullMarked
package io.explainerror.intake;

import org.jspecify.annotations.NullMarked;
