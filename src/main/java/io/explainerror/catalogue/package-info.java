/// Reads the YAML files of the rule folder with the place of every value; the only package that knows SnakeYAML.
@NullMarked
package io.explainerror.catalogue;

import org.jspecify.annotations.NullMarked;
