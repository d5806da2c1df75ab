package io.explainerror.judge;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A log search tool, with the way it quotes a text and writes an instant. Templates put every placeholder inside the
/// tool's own quotes: double quotes everywhere, single quotes for the shell of `grep`.
enum Tool {
    /// CloudWatch Logs Insights; the time window is chosen beside the query, so templates name it in a comment.
    CLOUDWATCH("an hour ago", "now"),
    /// Loki LogQL; the same.
    LOKI("an hour ago", "now"),
    /// Elasticsearch and OpenSearch query DSL.
    ELASTICSEARCH("now-1h", "now"),
    /// Splunk SPL, instants as epoch seconds.
    SPLUNK("-1h", "now"),
    /// A shell with grep, jq, openssl, kubectl and the like.
    GREP("an hour ago", "now");

    private final String anHourAgo;
    private final String now;

    Tool(String anHourAgo, String now) {
        this.anHourAgo = anHourAgo;
        this.now = now;
    }

    /// As catalogues and answers spell it.
    String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Optional<Tool> byId(String id) {
        return Arrays.stream(values()).filter(t -> t.id().equals(id)).findFirst();
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(Tool::id).toList();
    }

    /// A value that stays a value inside the tool's quotes, whatever a log line put into it. Control characters become
    /// spaces: a query is one line's worth of text.
    String quoted(String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ");
        return switch (this) {
            case CLOUDWATCH, LOKI, ELASTICSEARCH, SPLUNK ->
                line.replace("\\", "\\\\").replace("\"", "\\\"");
            case GREP -> line.replace("'", "'\\''");
        };
    }

    /// The window's beginning, an hour ago when it is not known.
    String from(Optional<Instant> from) {
        return from.map(this::instant).orElse(anHourAgo);
    }

    /// The window's end, now when it is not known.
    String to(Optional<Instant> to) {
        return to.map(this::instant).orElse(now);
    }

    private String instant(Instant instant) {
        return this == SPLUNK ? Long.toString(instant.getEpochSecond()) : instant.toString();
    }
}
