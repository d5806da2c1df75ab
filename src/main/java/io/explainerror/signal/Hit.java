package io.explainerror.signal;

import java.util.Map;

/// A recogniser matched a record.
///
/// @param recogniser which one
/// @param captured   the named groups of its pattern that took part; empty when it has no pattern
public record Hit(Recogniser recogniser, Map<String, String> captured) {}
