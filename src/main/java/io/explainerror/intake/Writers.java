package io.explainerror.intake;

import java.util.HashMap;
import java.util.Map;

/// Keeps the writers of a wrapped file apart, each with its own pending record.
final class Writers {
    /// Records of a writer that has been silent for so many lines are complete.
    private static final int SILENT = 256;

    private static final int MOST = 4096;

    private final Wrapper wrapper;
    private final LineFormats formats;
    private final Emitter emitter;
    private final Wrapper.Unwrapped u = new Wrapper.Unwrapped();
    private final Map<String, Writer> writers = new HashMap<>();
    private final Collected collected;
    private String last = "";
    private long lastTime = LogRecord.NO_TIME;

    Writers(Wrapper wrapper, LineFormats formats, Emitter emitter, Stamps stamps) {
        this.wrapper = wrapper;
        this.collected = new Collected(stamps);
        this.formats = formats;
        this.emitter = emitter;
    }

    private static final class Writer {
        final Fold fold;
        final ServiceName name;
        final Scratch part = new Scratch();
        long lastLine;
        long firstPart;

        Writer(Fold fold, ServiceName name) {
            this.fold = fold;
            this.name = name;
        }

        void line(Wrapper.Unwrapped u, long first) {
            String instance = name.instance().isEmpty() ? u.process : name.instance();
            fold.line(u.bytes, u.from, u.to, first, new Fold.Envelope(name.service(), instance, u.time, u.severity));
        }

        /// The end of the file may cut a line of which only the first part was written.
        void flush() {
            if (part.length > 0) {
                Wrapper.Unwrapped rest = new Wrapper.Unwrapped();
                rest.reset(part.bytes, 0, part.length);
                part.clear();
                line(rest, firstPart);
            }
            fold.flush();
        }
    }

    void line(byte[] b, int from, int to, long number) {
        u.reset(b, from, to);
        if (wrapper.unwrap(b, from, to, u)) {
            collected.strip(u);
            last = u.writer;
            lastTime = u.time;
        } else {
            u.reset(b, from, to);
            if (to > from && Ascii.blank(b[from])) {
                // journalctl indents the further lines of a message instead of repeating its header
                u.writer = last;
                u.time = lastTime;
            }
        }
        unwrapped(u, number);
    }

    void unwrapped(Wrapper.Unwrapped u, long number) {
        if (!u.several) {
            one(u, number);
            return;
        }
        int to = u.to;
        for (int from = u.from; from < to; ) {
            int end = Ascii.find(u.bytes, from, to, '\n');
            u.from = from;
            u.to = Ascii.trimEnd(u.bytes, from, end);
            one(u, number);
            from = end + 1;
        }
    }

    private void one(Wrapper.Unwrapped u, long number) {
        Writer writer = writer(u.writer);
        writer.lastLine = number;
        long first = number;
        if (u.partial || writer.part.length > 0) {
            writer.firstPart = writer.part.length == 0 ? number : writer.firstPart;
            first = writer.firstPart;
            writer.part.add(u.bytes, u.from, u.to);
            if (u.partial) {
                return;
            }
            u.bytes = writer.part.bytes;
            u.from = 0;
            u.to = writer.part.length;
            writer.part.clear();
        }
        writer.line(u, first);
        if (number % SILENT == 0) {
            flushSilent(number);
        }
    }

    private Writer writer(String key) {
        Writer known = writers.get(key);
        if (known != null) {
            return known;
        }
        if (writers.size() >= MOST) {
            flush();
            writers.clear();
        }
        ServiceName name = key.isEmpty() ? new ServiceName("", "") : ServiceName.ofPod(key);
        Writer writer = new Writer(new Fold(formats, emitter, false), name);
        writers.put(key, writer);
        return writer;
    }

    private void flushSilent(long number) {
        for (Writer writer : writers.values()) {
            if (writer.lastLine < number - SILENT) {
                writer.fold.flush();
            }
        }
    }

    void flush() {
        writers.values().stream()
                .sorted(java.util.Comparator.comparingLong(writer -> writer.fold.line()))
                .forEach(Writer::flush);
    }
}
