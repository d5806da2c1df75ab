@NullMarked
package io.explainerror.judge;

import org.jspecify.annotations.NullMarked;
