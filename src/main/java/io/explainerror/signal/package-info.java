@NullMarked
package io.explainerror.signal;

import org.jspecify.annotations.NullMarked;
