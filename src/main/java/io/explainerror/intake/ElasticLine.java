package io.explainerror.intake;

import io.explainerror.model.Severity;

/// Elasticsearch's and OpenSearch's text log: brackets without a blank between them, then the node's name.
///
///     [2026-11-23T00:08:19,187][INFO ][o.e.c.m.MetadataCreateIndexService] [es-orders-0] [orders] creating index
///
/// Brackets behind the node's name (index and shard, a circuit breaker) belong to the message.
final class ElasticLine {
    /// Behind the time, which is always ISO 8601 with milliseconds.
    private static final int LEVEL = 26;

    private static final int LONGEST_NAME = 160;
    /// The width to which the logger's name is padded; no other layout with such brackets does so.
    private static final int LOGGER = 25;

    private static final byte[] DEPRECATIONS = Ascii.bytes("o.e.d.");

    private final Stamps stamps;
    private final Names names;

    ElasticLine(Stamps stamps, Names names) {
        this.stamps = stamps;
        this.names = names;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        int level = from + LEVEL;
        if (Ascii.at(b, level - 2, to) != ']' || Ascii.at(b, level - 1, to) != '[') {
            return false;
        }
        int levelEnd = Ascii.find(b, level, Math.min(to, level + 12), ']');
        int logger = levelEnd + 2;
        int loggerEnd = Ascii.find(b, Math.min(to, logger), Math.min(to, logger + LONGEST_NAME), ']');
        int node = loggerEnd + 3;
        int nodeEnd = Ascii.find(b, Math.min(to, node), Math.min(to, node + LONGEST_NAME), ']');
        boolean layout = Ascii.at(b, levelEnd, to) == ']'
                && Ascii.at(b, levelEnd + 1, to) == '['
                && loggerEnd - logger >= LOGGER
                && Ascii.at(b, loggerEnd, to) == ']'
                && Ascii.at(b, loggerEnd + 1, to) == ' '
                && Ascii.at(b, loggerEnd + 2, to) == '['
                && Ascii.at(b, nodeEnd, to) == ']';
        Severity severity = layout ? Levels.of(b, level, Ascii.trimEnd(b, level, levelEnd)) : Severity.UNKNOWN;
        if (severity == Severity.UNKNOWN || !stamps.at(b, from + 1, to)) {
            return false;
        }
        // Elasticsearch's own level CRITICAL, one above WARN, is for deprecations only
        boolean deprecation = severity == Severity.FATAL && Ascii.startsWith(b, logger, loggerEnd, DEPRECATIONS);
        d.time = stamps.micros;
        d.zoned = stamps.zoned;
        d.severity = deprecation ? Severity.WARN : severity;
        d.instance = names.of(b, node, nodeEnd);
        d.format = "text";
        d.message(Ascii.skipBlanks(b, nodeEnd + 1, to), to);
        return true;
    }
}
