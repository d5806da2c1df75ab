package io.explainerror.signal;

/// A message shape that a [TemplateMiner] keeps.
///
/// @param key     64-bit hash of `text`, the same in every run
/// @param text    the message with what varies as `<*>`, at most 2,048 bytes; may hold personal data that look like
///                words, so mask it before it leaves the process
/// @param failure whether its words speak of failure
/// @param value   what the miner's owner keeps for it
public record Template<V>(long key, String text, boolean failure, V value) {}
