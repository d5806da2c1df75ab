package io.explainerror.rules;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemKind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The rules in force while the service runs. A good edit replaces them at once, a broken one changes nothing but the
/// status.
///
/// @param <E> what the rule files are made into; immutable
public final class LiveKnowledge<E> {
    private static final Logger LOG = System.getLogger(LiveKnowledge.class.getName());

    private final RuleSource source;
    private final Press<E> press;
    private final Clock clock;
    private final AtomicReference<InForce<E>> state;

    /// The tests that the version in force has passed, null when it has not been tried or has failed.
    private @Nullable SortedMap<String, String> passed;

    /// What was in force at one moment.
    ///
    /// @param edition made of one version of the files
    /// @param status  how it came about
    public record InForce<E>(E edition, KnowledgeStatus status) {}

    private LiveKnowledge(RuleSource source, Press<E> press, Clock clock, InForce<E> first) {
        this.source = source;
        this.press = press;
        this.clock = clock;
        this.state = new AtomicReference<>(first);
    }

    /// Loads the rules for the first time. Their tests are not run before the first [#reload()]: there is nothing
    /// better to fall back to.
    ///
    /// @param press makes all that a judgement needs of the files, or throws [RuleProblems]: what it accepts
    ///              replaces the version before
    /// @throws RuleProblems when they are broken: there is nothing to fall back to
    public static <E> LiveKnowledge<E> load(RuleSource source, Press<E> press, Clock clock) {
        RuleFiles files = source.read();
        E edition = press.compile(files);
        press.inForce(edition, edition);
        KnowledgeStatus status = KnowledgeStatus.first(files.version(), clock.instant());
        return new LiveKnowledge<>(source, press, clock, new InForce<>(edition, status));
    }

    /// The version in force. Take it once per judgement.
    public E current() {
        return state.get().edition();
    }

    /// How it came about.
    public KnowledgeStatus status() {
        return state.get().status();
    }

    /// Both, as they belong together.
    public InForce<E> inForce() {
        return state.get();
    }

    /// Looks at the source again; the version in force stays when nothing changed or something is wrong.
    ///
    /// @return the status afterwards
    public synchronized KnowledgeStatus reload() {
        InForce<E> before = state.get();
        long start = System.nanoTime();
        InForce<E> tried = attempt(before);
        InForce<E> after =
                new InForce<>(tried.edition(), tried.status().took(Duration.ofNanos(System.nanoTime() - start)));
        state.set(after);
        report(before.status(), after.status());
        if (after.edition() != before.edition()) {
            press.inForce(after.edition(), before.edition());
        }
        return after.status();
    }

    private InForce<E> attempt(InForce<E> before) {
        try {
            RuleFiles files = source.read();
            String version = files.version();
            boolean same = version.equals(before.status().version());
            E edition = same ? before.edition() : press.compile(files, before.edition());
            if (!same || !files.tests().equals(passed)) {
                examine(edition, files, same);
            }
            return same
                    ? new InForce<>(edition, before.status().confirmed(clock.instant()))
                    : new InForce<>(edition, before.status().replaced(version, clock.instant()));
        } catch (RuleProblems e) {
            return new InForce<>(before.edition(), before.status().refused(e.problems(), clock.instant()));
        } catch (RuntimeException | StackOverflowError e) {
            // whatever a rule file does to the compiler, the service goes on with the rules it has
            CatalogueProblem problem =
                    new CatalogueProblem(ProblemKind.DOES_NOT_COMPILE, "rules", 0, 0, "cannot be compiled: " + e);
            return new InForce<>(before.edition(), before.status().refused(List.of(problem), clock.instant()));
        }
    }

    private void examine(E edition, RuleFiles files, boolean same) {
        try {
            press.examine(edition, files);
            passed = files.tests();
        } catch (RuleProblems e) {
            passed = same ? null : passed;
            throw e;
        }
    }

    private static void report(KnowledgeStatus before, KnowledgeStatus after) {
        if (after.reloaded() > before.reloaded()) {
            LOG.log(
                    Level.INFO,
                    "rules replaced in {0} ms: version {1}",
                    Long.toString(after.lastTook().toMillis()),
                    after.version());
        }
        if (after.failed() > before.failed()) {
            after.lastProblems().forEach(problem -> LOG.log(Level.ERROR, "{0}", problem));
            LOG.log(Level.ERROR, "the rules are broken, version {0} stays in force", after.version());
        }
    }

    /// Reloads whenever the rule folder changes, until closed. Rules that are part of the program do not change.
    public RuleWatch watch() {
        return watch(Duration.ofSeconds(1), Duration.ofMillis(100));
    }

    /// @param poll  how often to compare the folder even when the file system reports nothing
    /// @param quiet how long nothing must change before it is read
    RuleWatch watch(Duration poll, Duration quiet) {
        return RuleWatch.start(source.path().map(RuleFolder::new), this::reload, poll, quiet);
    }
}
