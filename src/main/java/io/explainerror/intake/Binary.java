package io.explainerror.intake;

import io.explainerror.model.ProblemException.UnreadableInput;

/// Tells files that are no text. Stray NUL bytes (a truncated and rewritten log has runs of them) are let through.
final class Binary {
    @SuppressWarnings("ArrayRecordComponent") // constants of this class
    private record Kind(String name, byte[] magic) {}

    private static final Kind[] KINDS = {
        new Kind("an ELF program", new byte[] {0x7F, 'E', 'L', 'F'}),
        new Kind("a PNG image", new byte[] {(byte) 0x89, 'P', 'N', 'G'}),
        new Kind("a JPEG image", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}),
        new Kind("a zip archive", new byte[] {'P', 'K', 3, 4}),
        new Kind("an xz archive", new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z'}),
        new Kind("a bzip2 archive", new byte[] {'B', 'Z', 'h', '9', '1', 'A', 'Y'}),
        new Kind("a PDF document", new byte[] {'%', 'P', 'D', 'F', '-'}),
        new Kind("a Java class", new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE}),
        new Kind("a Java heap dump", Ascii.bytes("JAVA PROFILE ")),
        new Kind("a flight recording", new byte[] {'F', 'L', 'R', 0}),
        new Kind("an SQLite database", Ascii.bytes("SQLite format 3"))
    };

    private Binary() {}

    static void refuse(byte[] b, int length, String name) {
        for (Kind kind : KINDS) {
            if (Ascii.startsWith(b, 0, length, kind.magic)) {
                throw new UnreadableInput(name + ": expected log lines, but this is " + kind.name);
            }
        }
        int strange = 0;
        int nul = 0;
        for (int i = 0; i < length; i++) {
            if (b[i] == 0) {
                nul++;
            } else if (b[i] < ' ' && b[i] > 0 && !Character.isWhitespace(b[i]) && b[i] != 0x1B) {
                strange++;
            }
        }
        // a rewritten log begins with NULs and ends with lines; a binary file has control bytes among its NULs
        if (strange * 20 > length - nul || nul == length) {
            throw new UnreadableInput(name + ": expected log lines, but this is binary data (" + nul + " NUL and "
                    + strange + " other control bytes in the first " + length + ")");
        }
    }
}
