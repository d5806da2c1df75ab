package io.explainerror.rules;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Watches a rule folder. The file system's events make it quick, comparing fingerprints makes it sure: events are lost
/// on some file systems, and do not tell when a symbolic link points elsewhere.
public final class RuleWatch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RuleWatch.class.getName());

    /// Somebody who saves without end must not keep changes from being seen.
    private static final int MOST_QUIET_ROUNDS = 20;

    private final @Nullable Thread thread;
    private final @Nullable WatchService events;

    private RuleWatch(@Nullable Thread thread, @Nullable WatchService events) {
        this.thread = thread;
        this.events = events;
    }

    /// @param folder nothing is watched without one
    static RuleWatch start(Optional<RuleFolder> folder, Runnable changed, Duration poll, Duration quiet) {
        if (folder.isEmpty()) {
            return new RuleWatch(null, null);
        }
        @Nullable WatchService events = events();
        Round round = new Round(folder.get(), changed, events, poll, quiet);
        Thread thread = new Thread(round::forever, "rule-watch");
        thread.setDaemon(true);
        thread.start();
        return new RuleWatch(thread, events);
    }

    private static @Nullable WatchService events() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.WARNING, "no file events here, the rule folder is compared every second instead: {0}", e);
            return null;
        }
    }

    /// Stops watching.
    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
        if (events != null) {
            try {
                events.close();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the file events do not close: {0}", e);
            }
        }
    }

    /// Waits for the thread to end after [#close()].
    boolean ended(Duration atMost) {
        if (thread == null) {
            return true;
        }
        try {
            return thread.join(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What the thread does, over and over.
    private static final class Round {
        private final RuleFolder folder;
        private final Runnable changed;
        private final @Nullable WatchService events;
        private final Duration poll;
        private final Duration quiet;
        private final Map<Path, WatchKey> watched = new HashMap<>();
        private Fingerprint seen;

        Round(RuleFolder folder, Runnable changed, @Nullable WatchService events, Duration poll, Duration quiet) {
            this.folder = folder;
            this.changed = changed;
            this.events = events;
            this.poll = poll;
            this.quiet = quiet;
            this.seen = Fingerprint.of(folder);
            register();
        }

        void forever() {
            // whatever was saved between loading and watching
            changed.run();
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    once();
                }
            } catch (InterruptedException | ClosedWatchServiceException e) {
                LOG.log(Level.DEBUG, "the rule folder is no longer watched");
            }
        }

        private void once() throws InterruptedException {
            boolean event = event(poll);
            Fingerprint now = Fingerprint.of(folder);
            if (!event && now.equals(seen)) {
                return;
            }
            seen = settled(now);
            register();
            changed.run();
        }

        /// Waits until nothing changes any more: editors and deployments write several files.
        private Fingerprint settled(Fingerprint first) throws InterruptedException {
            Fingerprint last = first;
            for (int round = 0; round < MOST_QUIET_ROUNDS; round++) {
                boolean event = event(quiet);
                Fingerprint now = Fingerprint.of(folder);
                if (!event && now.equals(last)) {
                    break;
                }
                last = now;
            }
            return last;
        }

        private boolean event(Duration wait) throws InterruptedException {
            if (events == null) {
                Thread.sleep(wait);
                return false;
            }
            WatchKey key = events.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
            boolean any = key != null;
            for (; key != null; key = events.poll()) {
                key.pollEvents();
                key.reset();
            }
            return any;
        }

        private void register() {
            if (events == null) {
                return;
            }
            Set<Path> now = new HashSet<>();
            for (Path directory : folder.folders()) {
                try {
                    now.add(directory.toRealPath());
                } catch (IOException e) {
                    LOG.log(Level.DEBUG, "gone while looking: {0}", e);
                }
            }
            watched.entrySet().removeIf(entry -> {
                boolean gone =
                        !now.contains(entry.getKey()) || !entry.getValue().isValid();
                if (gone) {
                    entry.getValue().cancel();
                }
                return gone;
            });
            now.forEach(this::register);
        }

        private void register(Path directory) {
            if (events == null || watched.containsKey(directory)) {
                return;
            }
            try {
                watched.put(
                        directory,
                        directory.register(
                                events,
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_MODIFY,
                                StandardWatchEventKinds.ENTRY_DELETE));
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "no events of {0}, it is compared instead: {1}", directory, e);
            }
        }
    }
}
