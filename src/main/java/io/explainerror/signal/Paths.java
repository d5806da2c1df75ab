package io.explainerror.signal;

import io.explainerror.intake.Text;

/// Reduces a request path to the shape that requests of one endpoint share.
final class Paths {
    private Paths() {}

    /// The path without query, with segments that carry digits replaced by `*`, at most three segments.
    static String shape(Text path) {
        StringBuilder shape = new StringBuilder();
        int segments = 0;
        int start = path.from();
        byte[] bytes = path.bytes();
        for (int i = path.from(); i <= path.to() && segments < 3; i++) {
            boolean end = i == path.to() || bytes[i] == '?' || bytes[i] == '#';
            if (end || bytes[i] == '/') {
                if (i > start) {
                    segments++;
                    shape.append('/').append(digits(bytes, start, i) ? "*" : new Text(bytes, start, i).string());
                }
                start = i + 1;
            }
            if (end) {
                break;
            }
        }
        return shape.toString();
    }

    private static boolean digits(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] >= '0' && bytes[i] <= '9') {
                return true;
            }
        }
        return false;
    }
}
