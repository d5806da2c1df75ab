package io.explainerror.signal;

import io.explainerror.model.Asymmetry;
import io.explainerror.model.Exemplars;
import io.explainerror.model.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Members of a service that stand out: one replica or release that fails while the others do not, one class of callers
/// from which the additional traffic comes.
final class AsymmetrySignals {
    /// Failures or requests that a statement needs.
    private static final long ENOUGH = 10;

    /// Requests that tell a share of traffic.
    private static final long MANY = 50;

    /// By how much a member must stand out.
    private static final double EXCESS = 0.3;

    /// The revision in the name of a Kubernetes pod.
    private static final Pattern REVISION = Pattern.compile(".+-([0-9a-f]{6,10})-[a-z0-9]{5}");

    private final Extraction extraction;
    private final Windows windows;
    private final List<Signal> found = new ArrayList<>();

    AsymmetrySignals(Extraction extraction, Windows windows) {
        this.extraction = extraction;
        this.windows = windows;
    }

    List<Signal> derive() {
        new TreeMap<>(extraction.services).forEach((service, tally) -> {
            SortedMap<String, long[]> instances = named(tally.instances.in(windows.incident()));
            failures(service, "instance", instances);
            SortedMap<String, long[]> versions = tally.versions.in(windows.incident());
            failures(service, "version", versions.size() > 1 ? versions : revisions(instances));
            traffic(service, tally.agents);
        });
        return found;
    }

    /// Numbers are processes, of which one service may have many that do different work.
    private static SortedMap<String, long[]> named(SortedMap<String, long[]> instances) {
        TreeMap<String, long[]> named = new TreeMap<>(instances);
        named.keySet().removeIf(name -> name.chars().allMatch(Character::isDigit));
        return named;
    }

    private static SortedMap<String, long[]> revisions(SortedMap<String, long[]> instances) {
        TreeMap<String, long[]> revisions = new TreeMap<>();
        instances.forEach((name, seen) -> {
            Matcher matcher = REVISION.matcher(name);
            if (matcher.matches()) {
                long[] sum = revisions.computeIfAbsent(matcher.group(1), _ -> new long[2]);
                sum[0] += seen[0];
                sum[1] += seen[1];
            }
        });
        return revisions;
    }

    private void failures(String service, String by, SortedMap<String, long[]> members) {
        double records = members.values().stream().mapToLong(seen -> seen[0]).sum();
        double failed = members.values().stream().mapToLong(seen -> seen[1]).sum();
        members.forEach((member, seen) -> {
            boolean others = records - seen[0] >= ENOUGH;
            if (others && seen[1] >= ENOUGH) {
                add(service, by, member, "failures", seen[1] / failed, seen[0] / records, seen[1]);
            }
        });
    }

    private void traffic(String service, Members agents) {
        SortedMap<String, long[]> before = agents.in(windows.baseline());
        SortedMap<String, long[]> during = agents.in(windows.incident());
        double requestsBefore =
                before.values().stream().mapToLong(seen -> seen[0]).sum();
        double requests = during.values().stream().mapToLong(seen -> seen[0]).sum();
        if (requestsBefore < ENOUGH || requests < MANY) {
            return;
        }
        during.forEach((agent, seen) -> {
            long usual = before.getOrDefault(agent, new long[2])[0];
            boolean grown = windows.incident().perMinute(seen[0])
                    >= 2 * windows.baseline().perMinute(usual);
            if (grown) {
                add(service, "agent", agent, "traffic", seen[0] / requests, usual / requestsBefore, seen[0]);
            }
        });
    }

    private void add(String service, String by, String member, String what, double share, double usual, long count) {
        if (share >= 0.5 && share - usual >= EXCESS) {
            found.add(new Asymmetry(service, by, Masker.mask(member), what, share, usual, count, Exemplars.NONE));
        }
    }
}
