package io.explainerror.intake;

import java.time.Instant;
import java.util.function.LongConsumer;

/// How to read a log.
///
/// @param service       whose log this is; "" takes it from the records, else from the file's name
/// @param referenceTime when the log was taken: completes times without year or date
/// @param largest       most bytes after decompression; more is an `InputTooLarge`
/// @param progress      is told how many bytes were read since it was last told, by the thread that reads
public record ReadOptions(String service, Instant referenceTime, long largest, LongConsumer progress) {
    /// 64 GiB.
    public static final long LARGEST_FILE = 64L << 30;

    public ReadOptions(String service, Instant referenceTime) {
        this(service, referenceTime, LARGEST_FILE);
    }

    public ReadOptions(String service, Instant referenceTime, long largest) {
        this(service, referenceTime, largest, _ -> {});
    }
}
