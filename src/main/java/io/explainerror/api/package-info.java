@NullMarked
package io.explainerror.api;

import org.jspecify.annotations.NullMarked;
