package io.explainerror.signal;

import java.util.List;
import java.util.Locale;

/// Stores and brokers by the software whose words a recogniser knows.
final class Software {
    private static final List<String> NAMES = List.of(
            "postgres", "mariadb", "mysql", "mongodb", "redis", "rabbitmq", "kafka", "elasticsearch", "cassandra");

    private Software() {}

    /// The one store or broker that a recogniser speaks of, "" when it is none or may be several.
    static String named(Recogniser recogniser) {
        String software = recogniser.software().toLowerCase(Locale.ROOT);
        List<String> found = NAMES.stream().filter(software::contains).toList();
        return found.size() == 1 ? found.getFirst() : "";
    }
}
