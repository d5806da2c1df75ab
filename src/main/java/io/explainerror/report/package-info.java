@NullMarked
package io.explainerror.report;

import org.jspecify.annotations.NullMarked;
