package io.explainerror.intake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/// Reads timestamps where they stand. After a hit [#micros] is epoch microseconds, [#end] the byte after it and
/// [#zoned] whether it named its zone (UTC is assumed when not). A missing year or date is taken from the reference.
final class Stamps {
    private static final long DAY = 86_400_000_000L;

    private final int referenceYear;
    private final long referenceMicros;
    private long cachedDate;
    private short cachedDateTail;
    private long cachedDay;

    long micros;
    int end;
    boolean zoned;

    private long ofDay;

    Stamps(Instant reference) {
        ZonedDateTime utc = reference.atZone(ZoneOffset.UTC);
        referenceYear = utc.getYear();
        referenceMicros = Math.multiplyExact(reference.getEpochSecond(), 1_000_000L);
    }

    /// Whether a timestamp of any known form begins at `from`.
    boolean at(byte[] b, int from, int to) {
        if (to - from < 8) {
            return false;
        }
        byte c = b[from];
        if (Ascii.digit(c)) {
            return numeric(b, from, to);
        }
        return Ascii.letter(c) ? named(b, from, to) : c == ' ' && Ascii.digit(b[from + 1]) && numeric(b, from + 1, to);
    }

    private boolean numeric(byte[] b, int from, int to) {
        if (b[from + 4] == '-' && to - from >= 16 && b[from + 7] == '-') {
            return iso(b, from, to);
        }
        int digits = Ascii.digitsEnd(b, from, Math.min(to, from + 20)) - from;
        byte next = Ascii.at(b, from + digits, to);
        return switch (digits) {
            case 4 -> (next == '/' || next == '.') && yearFirst(b, from, to);
            case 1, 2 -> dayFirst(b, from, from + digits, to, next);
            case 6 -> next == ' ' && compact(b, from, 2, to);
            case 8 -> (next == ' ' || next == 'T' || next == '-') && compact(b, from, 4, to);
            case 10, 13, 16, 19 -> epoch(b, from, digits, to);
            default -> false;
        };
    }

    private boolean iso(byte[] b, int from, int to) {
        byte separator = b[from + 10];
        if (separator != 'T' && separator != ' ' && separator != 't' && separator != '_' && separator != '-') {
            return false;
        }
        long day = day(b, from);
        if (day == LogRecord.NO_TIME || !time(b, from + 11, to)) {
            return false;
        }
        return done(b, day, to);
    }

    /// yyyy-MM-dd, remembered: most lines share their date with the line before.
    private long day(byte[] b, int from) {
        long head = (long) Ascii.LONGS.get(b, from);
        short tail = (short) (b[from + 8] << 8 | b[from + 9]);
        if (head == cachedDate && tail == cachedDateTail) {
            return cachedDay;
        }
        int year = Dates.digits(b, from, 4);
        int month = Dates.digits(b, from + 5, 2);
        int dayOfMonth = Dates.digits(b, from + 8, 2);
        long day = Dates.civil(year, month, dayOfMonth);
        if (day != LogRecord.NO_TIME) {
            cachedDate = head;
            cachedDateTail = tail;
            cachedDay = day;
        }
        return day;
    }

    private boolean yearFirst(byte[] b, int from, int to) {
        if (to - from < 19 || b[from + 7] != b[from + 4]) {
            return false;
        }
        long day = Dates.civil(Dates.digits(b, from, 4), Dates.digits(b, from + 5, 2), Dates.digits(b, from + 8, 2));
        int clock = from + 11;
        // gin: "2024/01/02 - 15:04:05"
        if (b[from + 10] == ' ' && b[from + 11] == '-' && b[from + 12] == ' ') {
            clock = from + 13;
        }
        return day != LogRecord.NO_TIME && time(b, clock, to) && done(b, day, to);
    }

    private boolean dayFirst(byte[] b, int from, int afterDay, int to, byte separator) {
        if (separator == ':') {
            // "12:34" alone is no timestamp: seconds or AM/PM make it one
            if (!time(b, from, to) || (end - from < 7 && (b[end - 1] | 0x20) != 'm')) {
                return false;
            }
            long today = Math.floorDiv(referenceMicros, DAY);
            // a clock time later than the reference was yesterday's
            return done(b, today * DAY + ofDay > referenceMicros + 3_600_000_000L ? today - 1 : today, to);
        }
        if ((separator != '/' && separator != '-' && separator != ' ') || afterDay + 8 >= to) {
            return false;
        }
        if (Ascii.letter(b[afterDay + 1])) {
            return monthName(b, from, afterDay, to);
        }
        return separator != ' ' && american(b, from, afterDay, to);
    }

    /// 22/Nov/2026:13:19:14, 06-Jan-2024 12:00:00.123, 01 Jan 2024 10:00:00.123
    private boolean monthName(byte[] b, int from, int afterDay, int to) {
        int month = Dates.month(b, afterDay + 1, to);
        int year = afterDay + 5;
        if (month == 0 || year + 13 > to || b[year - 1] != b[afterDay]) {
            return false;
        }
        long day = Dates.civil(Dates.digits(b, year, 4), month, Dates.digits(b, from, afterDay - from));
        int clock = year + 5;
        if (Ascii.at(b, clock, to) == ':' || Ascii.at(b, clock, to) == ' ') {
            clock++;
        }
        return day != LogRecord.NO_TIME && time(b, clock, to) && done(b, day, to);
    }

    /// 1/31/2024 3:04:05 PM, 01/31/2024 15:04:05; day and month change places when only that makes a date.
    private boolean american(byte[] b, int from, int afterFirst, int to) {
        int second = afterFirst + 1;
        int afterSecond = Ascii.digitsEnd(b, second, Math.min(to, second + 3));
        if (afterSecond + 14 > to || b[afterSecond] != b[afterFirst]) {
            return false;
        }
        int first = Dates.digits(b, from, afterFirst - from);
        int other = Dates.digits(b, second, afterSecond - second);
        int year = Dates.digits(b, afterSecond + 1, 4);
        long day = first > 12 ? Dates.civil(year, other, first) : Dates.civil(year, first, other);
        int clock = afterSecond + 5;
        if (Ascii.at(b, clock, to) == ',') {
            clock++;
        }
        clock = Ascii.skipBlanks(b, clock, to);
        return day != LogRecord.NO_TIME && time(b, clock, to) && done(b, day, to);
    }

    private boolean compact(byte[] b, int from, int yearDigits, int to) {
        int year = Dates.digits(b, from, yearDigits) + (yearDigits == 2 ? 2000 : 0);
        int p = from + yearDigits;
        long day = Dates.civil(year, Dates.digits(b, p, 2), Dates.digits(b, p + 2, 2));
        return day != LogRecord.NO_TIME
                && time(b, Ascii.skipBlanks(b, p + 4 + (b[p + 4] == ' ' ? 0 : 1), to), to)
                && done(b, day, to);
    }

    private boolean epoch(byte[] b, int from, int digits, int to) {
        long n = 0;
        for (int i = from; i < from + digits; i++) {
            n = n * 10 + (b[i] - '0');
        }
        end = from + digits;
        micros = Dates.epochMicros(n, digits);
        if (digits == 10 && Ascii.at(b, end, to) == '.') {
            micros += fraction(b, end + 1, to);
        }
        zoned = true;
        byte next = Ascii.at(b, end, to);
        return !Ascii.letter(next) && next != '.' && next != ':' && n > 0;
    }

    /// Jan 02 15:04:05, Jan 02, 2024 3:04:05 PM, Sat Jan 06 12:00:00.123456 2024, Jan 2 2024 15:04:05
    private boolean named(byte[] b, int from, int to) {
        int p = from;
        int month = Dates.month(b, p, to);
        if ((month == 0 && b[p + 3] == ' ') || b[p + 3] == ',') {
            p = Ascii.skipBlanks(b, p + 4, to);
            month = Dates.month(b, p, to);
        }
        if (month == 0 || p + 12 > to || b[p + 3] != ' ') {
            return false;
        }
        p = Ascii.skipBlanks(b, p + 4, to);
        int afterDay = Ascii.digitsEnd(b, p, Math.min(to, p + 3));
        if (afterDay == p || afterDay - p > 2) {
            return false;
        }
        int dayOfMonth = Dates.digits(b, p, afterDay - p);
        p = Ascii.at(b, afterDay, to) == ',' ? afterDay + 1 : afterDay;
        p = Ascii.skipBlanks(b, p, to);
        int year = -1;
        if (Ascii.digitsEnd(b, p, to) - p == 4) {
            year = Dates.digits(b, p, 4);
            p = Ascii.skipBlanks(b, Ascii.at(b, p + 4, to) == ',' ? p + 5 : p + 4, to);
        }
        if (!time(b, p, to)) {
            return false;
        }
        if (year < 0 && Ascii.at(b, end, to) == ' ' && Ascii.digitsEnd(b, end + 1, Math.min(to, end + 6)) == end + 5) {
            year = Dates.digits(b, end + 1, 4);
            end += 5;
        }
        return year >= 0 ? finish(b, year, month, dayOfMonth, to) : withoutYear(b, month, dayOfMonth, to);
    }

    private boolean finish(byte[] b, int year, int month, int dayOfMonth, int to) {
        long day = Dates.civil(year, month, dayOfMonth);
        return day != LogRecord.NO_TIME && done(b, day, to);
    }

    /// In the latest year that has the day and does not lie in the reference's future.
    boolean withoutYear(byte[] b, int month, int dayOfMonth, int to) {
        int clockEnd = end;
        for (int year = referenceYear; year > referenceYear - 5; year--) {
            end = clockEnd;
            if (finish(b, year, month, dayOfMonth, to) && micros <= referenceMicros + DAY) {
                return true;
            }
        }
        return false;
    }

    /// klog's `0102 15:04:05.000000`
    boolean monthDayTime(byte[] b, int from, int to) {
        if (to - from < 13 || b[from + 4] != ' ' || !time(b, Ascii.skipBlanks(b, from + 5, to), to)) {
            return false;
        }
        return withoutYear(b, Dates.digits(b, from, 2), Dates.digits(b, from + 2, 2), to);
    }

    /// H:mm[:ss[.fraction]][ AM|PM]; sets [#ofDay] and [#end].
    private boolean time(byte[] b, int from, int to) {
        int p = from;
        if (p + 1 < to && b[p + 1] == ':') {
            p--;
        }
        if (p + 5 > to || b[p + 2] != ':') {
            return false;
        }
        int hour = p < from ? Dates.digits(b, from, 1) : Dates.digits(b, p, 2);
        int minute = Dates.digits(b, p + 3, 2);
        int second = 0;
        end = p + 5;
        if (p + 8 <= to && b[p + 5] == ':') {
            second = Dates.digits(b, p + 6, 2);
            end = p + 8;
        }
        if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return false;
        }
        long fraction = 0;
        byte point = Ascii.at(b, end, to);
        if ((point == '.' || point == ',' || point == ':') && Ascii.digit(Ascii.at(b, end + 1, to))) {
            fraction = fraction(b, end + 1, to);
        }
        ofDay = ((hour + afternoon(b, hour, to)) * 3600L + minute * 60L + second) * 1_000_000 + fraction;
        return true;
    }

    private int afternoon(byte[] b, int hour, int to) {
        int p = Ascii.at(b, end, to) == ' ' ? end + 1 : end;
        if (p + 1 >= to || (b[p + 1] | 0x20) != 'm' || Ascii.letter(Ascii.at(b, p + 2, to))) {
            return 0;
        }
        int half = b[p] | 0x20;
        if (half != 'a' && half != 'p') {
            return 0;
        }
        end = p + 2;
        if (half == 'p') {
            return hour < 12 ? 12 : 0;
        }
        return hour == 12 ? -12 : 0;
    }

    private long fraction(byte[] b, int from, int to) {
        end = Ascii.digitsEnd(b, from, to);
        return Dates.fraction(b, from, end);
    }

    private boolean done(byte[] b, long day, int to) {
        micros = day * DAY + ofDay;
        zoned = false;
        int offset = Zones.end(b, end, to);
        if (offset > end) {
            zoned = true;
            micros -= Zones.minutes(b, end, offset) * 60_000_000L;
            end = offset;
        }
        return true;
    }
}
