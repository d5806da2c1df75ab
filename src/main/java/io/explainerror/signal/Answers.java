package io.explainerror.signal;

/// Answered requests of one service as one observer saw them, over time, with lines that show slow and failed ones.
final class Answers {
    private static final int BUCKETS = 512;

    final Timeline<TrafficTally> tallies = new Timeline<>(BUCKETS, TrafficTally::add);
    final Occurrences slow = new Occurrences();
    final Occurrences failed = new Occurrences();

    void moveBehind(long lines) {
        slow.moveBehind(lines);
        failed.moveBehind(lines);
    }

    Answers merge(Answers other) {
        tallies.merge(other.tallies);
        slow.merge(other.slow);
        failed.merge(other.failed);
        return this;
    }

    TrafficTally total(Window window) {
        TrafficTally total = new TrafficTally();
        tallies.each(window, total::add);
        return total;
    }
}
