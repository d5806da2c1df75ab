@NullMarked
package io.explainerror.rules;

import org.jspecify.annotations.NullMarked;
