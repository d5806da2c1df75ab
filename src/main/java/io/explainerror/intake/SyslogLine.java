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
            return b[from] == '<' && prioritised(b, from, to, d);
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

    /// `<3>Shop.Stock[0] No stock left`: the priority that a service run by systemd puts before a line, as sd-daemon(3)
    /// says and .NET's systemd console does.
    private boolean prioritised(byte[] b, int from, int to, Draft d) {
        int p = from + 3;
        if (to <= p || b[from + 1] < '0' || b[from + 1] > '7' || b[p - 1] != '>' || b[p] == ' ') {
            return false;
        }
        boolean own = formats.application(b, p, to, d);
        if (!own) {
            d.reset(b);
            d.message(p, to);
            formats.answered(b, p, to, d);
        }
        if (d.severity == Severity.UNKNOWN) {
            d.severity = Levels.ofSyslog(b[from + 1] - '0');
        }
        DotnetConsole.uncategorised(b, d);
        d.format = own ? d.format : "priority";
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
