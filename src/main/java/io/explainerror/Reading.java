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
import java.util.concurrent.FutureTask;

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
    ///
    /// @param digest recognises the same input again, see [Incident#digest]
    record Result(Extraction extraction, List<ReadReport> reports, String digest) {}

    Result read(Incident incident) {
        List<List<Future<Piece>>> logs = incident.logs().stream()
                .map(log -> pieces(log).stream()
                        .map(piece -> threads.submit(() -> read(piece)))
                        .toList())
                .toList();
        try {
            FutureTask<String> digest = new FutureTask<>(incident::digest);
            if (incident.repeatable()) {
                // while the threads read; should it fail, what they have to say comes first
                digest.run();
            }
            Extraction whole = new Extraction(recognisers);
            List<ReadReport> reports = new ArrayList<>();
            logs.forEach(pieces -> reports.addAll(merge(pieces, whole)));
            digest.run();
            return new Result(whole, reports, done(digest));
        } finally {
            logs.forEach(pieces -> pieces.forEach(piece -> piece.cancel(true)));
        }
    }

    private static List<ReadReport> merge(List<Future<Piece>> pieces, Extraction whole) {
        List<ReadReport> reports = new ArrayList<>();
        long lines = 0;
        for (Future<Piece> future : pieces) {
            Piece piece = done(future);
            piece.extraction.moveBehind(lines);
            whole.merge(piece.extraction);
            reports.add(piece.report);
            lines += piece.report.lines();
        }
        return reports;
    }

    private record Piece(Extraction extraction, ReadReport report) {}

    private List<LogSource> pieces(LogSource log) {
        return log.size() >= 2 * PIECE ? LogReader.split(log, parallelism) : List.of(log);
    }

    private Piece read(LogSource source) {
        Extraction extraction = new Extraction(recognisers);
        ReadReport report = LogReader.read(source, options, extraction);
        return new Piece(extraction, report);
    }

    private static <T> T done(Future<T> task) {
        try {
            return task.get();
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
