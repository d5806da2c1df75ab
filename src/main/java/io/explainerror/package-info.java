@NullMarked
package io.explainerror;

import org.jspecify.annotations.NullMarked;
