package io.explainerror.intake;

/// Makes records of drafts: completes service and time, counts, hands over.
final class Emitter {
    private final String file;
    private final String service;
    private final ServiceName named;
    private final RecordSink sink;
    final Tally tally = new Tally();
    /// Whether any line of the file fitted a format so far.
    boolean knows;

    private long time = LogRecord.NO_TIME;

    Emitter(String file, ReadOptions options, ServiceName named, RecordSink sink) {
        this.file = file;
        this.service = options.service();
        this.named = named;
        this.sink = sink;
    }

    /// Notes a line that fits no format; behind others of a known format it is what a process printed beside its log.
    void plain(byte[] b, int from, int to, long line, boolean wrapped) {
        if (wrapped) {
            return;
        }
        if (b[from] == '{') {
            tally.unparsed("no complete JSON object", line, b, from, to);
        } else if (!knows) {
            tally.unparsed("no known layout", line, b, from, to);
        }
    }

    /// @param delta   leads from the draft's offsets into `bytes`
    /// @param textEnd end of the text in `bytes`
    void emit(Draft d, byte[] bytes, int delta, int textEnd, long line) {
        if (d.time != LogRecord.NO_TIME) {
            time = d.time;
        }
        Text message = Draft.slice(bytes, d.messageFrom, d.messageTo, delta);
        int textFrom = d.textFrom + delta;
        boolean single = textEnd == d.messageTo + delta && d.textFrom == d.messageFrom;
        Text text = single || textFrom >= textEnd ? message : new Text(bytes, textFrom, textEnd);
        tally.record(d.format, time);
        sink.accept(new LogRecord(
                file,
                line,
                time,
                d.severity,
                service(d),
                d.instance.isEmpty() ? named.instance() : d.instance,
                message,
                text,
                Draft.slice(bytes, d.traceFrom, d.traceTo, delta),
                d.access(bytes, delta)));
    }

    private String service(Draft d) {
        if (!service.isEmpty()) {
            return service;
        }
        return d.service.isEmpty() ? named.service() : d.service;
    }
}
