package io.explainerror.intake;

/// Names under which access logs carry their timing, by the habits of the field.
enum AccessKey {
    DURATION("rt request_time reqtime duration time request_duration total_time resp_time response_time took"),
    MILLIS("duration_ms time_ms elapsed_ms latency_ms"),
    UPSTREAM_CONNECT("uct upstream_connect_time ups_connect_time"),
    UPSTREAM_DURATION("urt upstream_response_time ups_resp_time upstream_time"),
    UPSTREAM_STATUS("us upstream_status ups_status"),
    UPSTREAM("ua upstream upstream_addr ups_addr upstream_host"),
    TRACE("rid request_id req_id trace_id x_request_id traceid requestid reqid trace"),
    AGENT("agent user_agent http_user_agent"),
    NONE("");

    private static final KeyTable<AccessKey> TABLE = new KeyTable<>(256, NONE);

    static {
        for (AccessKey key : values()) {
            TABLE.put(key.words, key);
        }
    }

    private final String words;

    AccessKey(String words) {
        this.words = words;
    }

    static AccessKey of(byte[] b, int from, int to) {
        return TABLE.get(Field.hash(Field.START, b, from, to));
    }
}
