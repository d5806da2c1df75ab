@NullMarked
package io.explainerror.cli;

import org.jspecify.annotations.NullMarked;
