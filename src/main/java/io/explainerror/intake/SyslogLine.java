package io.explainerror.intake;

import io.explainerror.model.Severity;

/// A line with a syslog header among others. What the program wrote is looked at again: it may have a header of its
/// own.
final class SyslogLine {
    private final SyslogHeader header;
    private final Names names;
    private final LineFormats formats;

    SyslogLine(Stamps stamps, Names names, LineFormats formats) {
        this.header = new SyslogHeader(stamps);
        this.names = names;
        this.formats = formats;
    }

    boolean parse(byte[] b, int from, int to, Draft d) {
        if (!header.read(b, from, to)) {
            return false;
        }
        int p = header.message;
        boolean own = p < to && formats.application(b, p, to, d);
        if (!own) {
            d.reset(b);
            d.message(p, to);
            formats.answered(b, p, to, d);
        }
        if (d.time == LogRecord.NO_TIME || (header.zoned && !d.zoned)) {
            d.time = header.time;
            d.zoned = header.zoned;
        }
        if (d.severity == Severity.UNKNOWN && header.priority >= 0) {
            d.severity = Levels.ofSyslog(header.priority);
        }
        who(b, d);
        d.format = own && !d.format.isEmpty() ? d.format : "syslog";
        return true;
    }

    private void who(byte[] b, Draft d) {
        if (d.service.isEmpty()) {
            d.service = names.of(b, header.program, header.programEnd);
        }
        if (d.instance.isEmpty()) {
            d.instance = header.processEnd > header.process
                    ? names.of(b, header.process, header.processEnd)
                    : names.of(b, header.host, header.hostEnd);
        }
    }
}
