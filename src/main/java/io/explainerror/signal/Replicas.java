package io.explainerror.signal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Knows that `postgres-b` and `redis-replica` are postgres and redis: what runs on well-known infrastructure software
/// is one service, however many replicas log. Other names are left alone: `service-a` may not be `service-b`.
final class Replicas {
    private static final Pattern REPLICA = Pattern.compile("(?i)(postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|"
            + "valkey|memcached|rabbitmq|kafka|zookeeper|etcd|elasticsearch|opensearch|nginx|haproxy|envoy|traefik)"
            + "[-_]?([a-z]|\\d{1,3}|primary|replica|standby|secondary|master|slave|leader|follower|node\\d*)");

    private Replicas() {}

    /// The service that a name of a service or replica means.
    static String service(String name) {
        Matcher matcher = REPLICA.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }
}
