package io.explainerror;

import io.explainerror.rules.Press;
import io.explainerror.rules.RuleFiles;
import io.explainerror.rules.RuleSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// How the rules of a running service change: what an edit leaves as it was is taken over, tests are passed before it
/// judges, and what can wait is done after that on a thread of its own.
final class ServicePress implements Press<Edition>, AutoCloseable {
    private final Examination examination;
    private final KeptVersions versions;
    private final Optional<EditSummary> summary;
    private final ExecutorService afterwards = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("after-edit").factory());

    /// @param dataset labelled incidents whose judgements are compared after each edit
    ServicePress(RuleSource rules, Chain chain, KeptVersions versions, Optional<Path> dataset) {
        this.examination = new Examination(rules.path().orElse(Path.of("")), chain);
        this.versions = versions;
        this.summary = dataset.map(folder -> new EditSummary(chain, folder));
    }

    @Override
    public Edition compile(RuleFiles files) {
        return BuiltInEdition.of(files).orElseGet(() -> Edition.compile(files));
    }

    @Override
    public Edition compile(RuleFiles files, Edition before) {
        return before.next(files);
    }

    @Override
    public void examine(Edition edition, RuleFiles files) {
        examination.examine(edition, files);
    }

    @Override
    public void inForce(Edition edition, Edition before) {
        versions.remember(edition);
        summary.ifPresent(each -> each.expect(edition));
        afterwards.execute(() -> {
            versions.store(edition);
            summary.ifPresent(EditSummary::tell);
        });
    }

    @Override
    public void close() {
        afterwards.shutdownNow();
    }
}
