package io.explainerror.signal;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Finds out which service an address means: `payments.internal:8083` by its name, `127.0.0.1:8081` by the paths that
/// are asked there and that only one service says it serves.
final class Peers {
    private static final double ENOUGH_OVERLAP = 0.5;

    private final Set<String> services;
    private final Set<String> databases;
    private final Map<String, String> byAddress = new TreeMap<>();

    /// @param services    all services the input names
    /// @param loggers     those of them that have log records
    /// @param databases   those of them that are databases
    /// @param pathsServed path shapes by service
    /// @param pathsAsked  path shapes by address
    /// @param askers      who asks an address: not the one that serves it
    Peers(
            Collection<String> services,
            Collection<String> loggers,
            Collection<String> databases,
            Map<String, Set<String>> pathsServed,
            Map<String, Set<String>> pathsAsked,
            Map<String, Set<String>> askers) {
        this.services = new TreeSet<>(services);
        this.databases = new TreeSet<>(databases);
        pathsAsked.forEach((address, paths) -> {
            Set<String> asking = askers.getOrDefault(address, Set.of());
            String served = server(paths, pathsServed, asking);
            String behind = served.isEmpty() ? quiet(address, loggers, pathsServed.keySet(), asking) : served;
            if (!behind.isEmpty()) {
                byAddress.put(hostAndPort(address), behind);
            }
        });
    }

    /// Who stands behind an address whose paths nobody says he serves: the only one who logs, but no requests.
    private String quiet(String address, Collection<String> loggers, Set<String> serving, Set<String> askers) {
        Set<String> left = new TreeSet<>(loggers);
        left.removeAll(databases);
        left.removeAll(serving);
        left.removeAll(askers);
        left.removeIf(StandardPort::isSoftware);
        boolean store = !StandardPort.software(hostAndPort(address)).isEmpty();
        return left.size() == 1 && !store && isAddress(hostAndPort(address).replaceFirst(":\\d+$", ""))
                ? left.iterator().next()
                : "";
    }

    /// The service an address or name means; the name itself without port and domain when no service of the input is
    /// meant; "" for "".
    String service(String address) {
        if (address.isEmpty()) {
            return "";
        }
        String known = byAddress.get(hostAndPort(address));
        if (known != null) {
            return known;
        }
        String host = hostAndPort(address).toLowerCase(Locale.ROOT);
        String name = Replicas.service(host.replaceFirst(":\\d+$", ""));
        if (services.contains(name)) {
            return name;
        }
        String label = isAddress(name) ? name : name.replaceFirst("\\..*$", "");
        String bare = label.replaceFirst("^(be|bk|backend|upstream|svc|pool|cluster)[-_]", "");
        for (String candidate :
                new String[] {label, label.replaceFirst("[-_](svc|service|api|client|backend|pool|db)$", ""), bare}) {
            if (services.contains(candidate)) {
                return candidate;
            }
        }
        return isAddress(name) || name.equals("localhost") ? byPort(host) : name;
    }

    /// An address without a name that ends in the usual port of a store or broker of the input means that one.
    private String byPort(String host) {
        String software = StandardPort.software(host);
        if (services.contains(software)) {
            return software;
        }
        return StandardPort.isDatabase(software) && !onlyDatabase().isEmpty() ? onlyDatabase() : host;
    }

    /// Whether a name is that of a service the input speaks of.
    boolean isService(String name) {
        return services.contains(name);
    }

    /// Whether a service is a database.
    boolean isDatabase(String name) {
        return databases.contains(name);
    }

    /// The only database of the input, or "" when there is none or more than one.
    String onlyDatabase() {
        return databases.size() == 1 ? databases.iterator().next() : "";
    }

    private static String server(Set<String> paths, Map<String, Set<String>> pathsServed, Set<String> askers) {
        String best = "";
        double bestShare = ENOUGH_OVERLAP;
        for (Map.Entry<String, Set<String>> entry : new TreeMap<>(pathsServed).entrySet()) {
            Set<String> common = new HashSet<>(paths);
            common.retainAll(entry.getValue());
            double share = (double) common.size() / paths.size();
            if (share > bestShare && !askers.contains(entry.getKey())) {
                best = entry.getKey();
                bestShare = share;
            }
        }
        return best;
    }

    private static boolean isAddress(String name) {
        return name.matches("[0-9.]+|\\[?[0-9a-f:]*:[0-9a-f:]*\\]?");
    }

    private static String hostAndPort(String address) {
        return address.replaceFirst("^[a-z][a-z0-9+.-]*://", "")
                .replaceFirst("^[^@/]*@", "")
                .replaceFirst("/.*$", "");
    }
}
