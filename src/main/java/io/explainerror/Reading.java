package io.explainerror;

import io.explainerror.intake.Incident;
import io.explainerror.intake.LogReader;
import io.explainerror.intake.LogSource;
import io.explainerror.intake.ReadOptions;
import io.explainerror.intake.ReadReport;
import io.explainerror.model.ProblemException;
import io.explainerror.signal.Extraction;
import io.explainerror.signal.Recognisers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// Reads all logs of an incident into one extraction, large ones in pieces side by side.
///
/// The pieces are merged in the order of the input, and merging is exact: how many threads read changes nothing.
final class Reading {
    /// Smaller files are read in one piece: 8 MiB.
    private static final long PIECE = 8L << 20;

    private final Recognisers recognisers;
    private final ReadOptions options;
    private final ExecutorService threads;
    private final int parallelism;

    Reading(Recognisers recognisers, ReadOptions options, ExecutorService threads, int parallelism) {
        this.recognisers = recognisers;
        this.options = options;
        this.threads = threads;
        this.parallelism = parallelism;
    }

    /// What came out.
    record Result(Extraction extraction, List<ReadReport> reports) {}

    Result read(Incident incident) {
        List<Future<Result>> pieces = new ArrayList<>();
        for (LogSource log : incident.logs()) {
            for (LogSource piece : pieces(log)) {
                pieces.add(threads.submit(() -> read(piece)));
            }
        }
        Extraction whole = new Extraction(recognisers);
        List<ReadReport> reports = new ArrayList<>();
        try {
            for (Future<Result> piece : pieces) {
                Result result = done(piece);
                whole.merge(result.extraction);
                reports.addAll(result.reports);
            }
        } finally {
            pieces.forEach(piece -> piece.cancel(true));
        }
        return new Result(whole, reports);
    }

    private List<LogSource> pieces(LogSource log) {
        return log.size() >= 2 * PIECE ? LogReader.split(log, parallelism) : List.of(log);
    }

    private Result read(LogSource source) {
        Extraction extraction = new Extraction(recognisers);
        ReadReport report = LogReader.read(source, options, extraction);
        return new Result(extraction, List.of(report));
    }

    private static Result done(Future<Result> piece) {
        try {
            return piece.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException("reading failed: " + e.getCause(), e);
        } catch (InterruptedException | CancellationException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException.BudgetExceeded("reading was interrupted");
        }
    }
}
