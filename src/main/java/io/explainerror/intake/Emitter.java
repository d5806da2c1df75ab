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
    private String lastService = "";
    private String lastInstance = "";

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
            lastService = d.service;
            lastInstance = d.instance;
        } else if (d.service.isEmpty()) {
            // a dying process' last words carry neither time nor name: those of the record before are theirs
            d.service = lastService;
            d.instance = d.instance.isEmpty() ? lastInstance : d.instance;
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
                instance(d),
                d.version,
                message,
                text,
                Draft.slice(bytes, d.traceFrom, d.traceTo, delta),
                d.access(bytes, delta)));
    }

    /// A replica's name says more than the number of its process.
    private String instance(Draft d) {
        boolean number = !d.instance.isEmpty() && Ascii.digit((byte) d.instance.charAt(0));
        return d.instance.isEmpty() || (number && !named.instance().isEmpty()) ? named.instance() : d.instance;
    }

    private String service(Draft d) {
        if (!service.isEmpty()) {
            return service;
        }
        return d.service.isEmpty() ? named.service() : d.service;
    }
}
