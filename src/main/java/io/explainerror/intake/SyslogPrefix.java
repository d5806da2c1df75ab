package io.explainerror.intake;

/// A file in which every line has a syslog or journald header. Unlike [SyslogLine] it keeps the programs apart, so that
/// a stack trace, each of whose lines has a header, becomes one record.
final class SyslogPrefix implements Wrapper {
    private final SyslogHeader header;
    private final Names names;

    SyslogPrefix(Stamps stamps, Names names) {
        this.header = new SyslogHeader(stamps);
        this.names = names;
    }

    @Override
    public boolean unwrap(byte[] b, int from, int to, Unwrapped u) {
        if (!header.read(b, from, to)) {
            return false;
        }
        u.writer = names.of(b, header.program, header.programEnd);
        u.process = header.processEnd > header.process
                ? names.of(b, header.process, header.processEnd)
                : names.of(b, header.host, header.hostEnd);
        u.time = header.time;
        u.severity = header.priority >= 0 ? Levels.ofSyslog(header.priority) : u.severity;
        u.from = header.message;
        return true;
    }
}
