package io.explainerror.rules;

import io.explainerror.model.ProblemException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Runs work on threads that can be abandoned: nothing makes the rule engine stop in the middle of a join, so who
/// overruns is asked to stop, left behind, and replaced.
final class TimeLimit {
    /// With so many left behind and still running, new work is refused instead of drowning the machine.
    private static final int MOST_ABANDONED = 4;

    private final AtomicInteger abandoned = new AtomicInteger();
    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = new Thread(work, "rules");
                thread.setDaemon(true);
                return thread;
            });

    /// The work was asked to stop.
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped: the time limit has passed", null, false, false);
        }
    }

    /// @throws ProblemException.BudgetExceeded when the limit passes, or too much abandoned work still runs
    <T> T run(Duration limit, Callable<T> work) {
        if (abandoned.get() >= MOST_ABANDONED) {
            throw new ProblemException.BudgetExceeded("judging is paused: " + MOST_ABANDONED
                    + " earlier judgements overran and still run; look for a rule" + " that combines many facts");
        }
        Started<T> started = new Started<>(work);
        Future<T> future = workers.submit(started);
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            abandon(started, future);
            throw new ProblemException.BudgetExceeded("judging took longer than " + limit.toMillis()
                    + " ms: too many facts for a rule that combines them");
        } catch (InterruptedException e) {
            abandon(started, future);
            Thread.currentThread().interrupt();
            throw new ProblemException.BudgetExceeded("judging was interrupted");
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        }
    }

    int abandoned() {
        return abandoned.get();
    }

    private void abandon(Started<?> started, Future<?> future) {
        abandoned.incrementAndGet();
        started.whenDone(abandoned::decrementAndGet);
        future.cancel(true);
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> new IllegalStateException("the work failed without a reason");
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(cause);
        };
    }

    /// Tells when the work has really ended, which a cancelled future does not.
    private static final class Started<T> implements Callable<T> {
        private final Callable<T> work;
        private boolean done;
        private Runnable then = () -> {};

        Started(Callable<T> work) {
            this.work = work;
        }

        @Override
        public T call() throws Exception {
            try {
                return work.call();
            } finally {
                end();
            }
        }

        private synchronized void end() {
            done = true;
            then.run();
        }

        synchronized void whenDone(Runnable action) {
            if (done) {
                action.run();
            } else {
                then = action;
            }
        }
    }
}
