package io.explainerror.signal;

import io.explainerror.intake.Text;

/// Reads the duration that a message ends in: `... approved in 93 ms`, `... took 1.2s`, `... (12.5ms)`.
final class MessageDuration {
    private MessageDuration() {}

    /// Microseconds, or -1 when the message does not end in a duration.
    static long of(Text message) {
        byte[] bytes = message.bytes();
        int end = message.to();
        while (end > message.from() && (bytes[end - 1] == '.' || bytes[end - 1] == ')' || bytes[end - 1] == ' ')) {
            end--;
        }
        if (end - message.from() < 3 || bytes[end - 1] != 's') {
            return -1;
        }
        end--;
        double unit = 1_000_000;
        if (bytes[end - 1] == 'm') {
            unit = 1_000;
            end--;
        }
        if (end > message.from() && bytes[end - 1] == ' ') {
            end--;
        }
        return number(bytes, message.from(), end, unit);
    }

    private static long number(byte[] bytes, int from, int to, double unit) {
        double value = 0;
        double place = 1;
        boolean digits = false;
        for (int i = to - 1; i >= from; i--) {
            byte b = bytes[i];
            if (b >= '0' && b <= '9') {
                value += (b - '0') * place;
                place *= 10;
                digits = true;
            } else if (b == '.' && digits) {
                value /= place;
                place = 1;
            } else {
                boolean separated = b == ' ' || b == '(' || b == '=' || b == ':';
                return digits && separated ? (long) (value * unit) : -1;
            }
        }
        return -1;
    }
}
