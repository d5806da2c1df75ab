package io.explainerror.signal;

import java.util.Map;
import java.util.Set;

/// The ports at which stores and brokers listen unless told otherwise, as their own documentation states them.
final class StandardPort {
    private static final Map<String, String> SOFTWARE = Map.of(
            "5432", "postgres",
            "3306", "mysql",
            "27017", "mongodb",
            "6379", "redis",
            "11211", "memcached",
            "5672", "rabbitmq",
            "5671", "rabbitmq",
            "9092", "kafka",
            "9200", "elasticsearch");
    private static final Set<String> DATABASES = Set.of("postgres", "mysql", "mongodb");

    private StandardPort() {}

    /// Which software an address `host:port` means, "" when its port tells nothing.
    static String software(String address) {
        return SOFTWARE.getOrDefault(address.substring(address.lastIndexOf(':') + 1), "");
    }

    /// Whether a service is called by the name of a store or broker.
    static boolean isSoftware(String service) {
        return SOFTWARE.containsValue(service);
    }

    /// Whether this software is a database.
    static boolean isDatabase(String software) {
        return DATABASES.contains(software);
    }
}
