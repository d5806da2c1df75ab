package io.explainerror.signal;

/// What one service's own log holds over time: how many records, and the requests it says it answered.
final class ServiceTally {
    private static final int BUCKETS = 1024;

    final Timeline<long[]> records = new Timeline<>(BUCKETS, (a, b) -> {
        a[0] += b[0];
        return a;
    });
    final Occurrences requests = new Occurrences();
    final Members instances = new Members();
    final Members versions = new Members();
    final Members agents = new Members();
    final Repeats repeats = new Repeats();
    long count;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;

    void add(long time) {
        count++;
        first = Math.min(first, time);
        last = Math.max(last, time);
        records.at(time, () -> new long[1])[0]++;
    }

    ServiceTally merge(ServiceTally other) {
        count += other.count;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
        records.merge(other.records);
        requests.merge(other.requests);
        instances.merge(other.instances);
        versions.merge(other.versions);
        agents.merge(other.agents);
        repeats.merge(other.repeats);
        return this;
    }

    long records(Window window) {
        long[] sum = new long[1];
        records.each(window, cell -> sum[0] += cell[0]);
        return sum[0];
    }
}
