@NullMarked
package io.explainerror.model;

import org.jspecify.annotations.NullMarked;
