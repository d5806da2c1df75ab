package io.explainerror.intake;

/// Dates out of digits and names.
final class Dates {
    private static final byte[] MONTHS = Ascii.bytes("janfebmaraprmayjunjulaugsepoctnovdec");

    private Dates() {}

    static int month(byte[] b, int from, int to) {
        if (to - from < 3) {
            return 0;
        }
        for (int m = 0; m < 36; m += 3) {
            if ((b[from] | 0x20) == MONTHS[m]
                    && (b[from + 1] | 0x20) == MONTHS[m + 1]
                    && (b[from + 2] | 0x20) == MONTHS[m + 2]) {
                return m / 3 + 1;
            }
        }
        return 0;
    }

    static int digits(byte[] b, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = b[i] - '0';
            if (digit < 0 || digit > 9) {
                return -100_000;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms"), or `NO_TIME`.
    static long civil(int year, int month, int day) {
        if (year < 1970 || year > 2200 || month < 1 || month > 12 || day < 1 || day > length(year, month)) {
            return LogRecord.NO_TIME;
        }
        int y = month <= 2 ? year - 1 : year;
        int era = y / 400;
        int ofEra = y - era * 400;
        int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear;
        return era * 146097L + dayOfEra - 719468;
    }

    private static int length(int year, int month) {
        if (month == 2) {
            boolean leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
            return leap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /// Epoch seconds, milliseconds, microseconds or nanoseconds told apart by their size.
    static long epochMicros(long n, int digits) {
        if (digits <= 11) {
            return n * 1_000_000;
        }
        if (digits <= 14) {
            return n * 1000;
        }
        return digits <= 17 ? n : n / 1000;
    }

    /// The digits behind a decimal point as microseconds; those beyond are cut.
    static long fraction(byte[] b, int from, int to) {
        long value = 0;
        int scale = 100_000;
        for (int p = from; p < to && scale > 0; p++) {
            value += (long) (b[p] - '0') * scale;
            scale /= 10;
        }
        return value;
    }
}
