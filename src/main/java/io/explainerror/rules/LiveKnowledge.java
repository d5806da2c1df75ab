package io.explainerror.rules;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemKind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// The rules in force while the service runs. A good edit replaces them at once, a broken one changes nothing but the
/// status.
///
/// @param <E> what the rule files are made into; immutable
public final class LiveKnowledge<E> {
    private static final Logger LOG = System.getLogger(LiveKnowledge.class.getName());

    private final RuleSource source;
    private final Function<RuleFiles, E> compiler;
    private final Clock clock;
    private final AtomicReference<InForce<E>> state;

    /// What was in force at one moment.
    ///
    /// @param edition made of one version of the files
    /// @param status  how it came about
    public record InForce<E>(E edition, KnowledgeStatus status) {}

    private LiveKnowledge(RuleSource source, Function<RuleFiles, E> compiler, Clock clock, InForce<E> first) {
        this.source = source;
        this.compiler = compiler;
        this.clock = clock;
        this.state = new AtomicReference<>(first);
    }

    /// Loads the rules for the first time.
    ///
    /// @param compiler makes all that a judgement needs of the files, or throws [RuleProblems]: what it accepts
    ///                 replaces the version before
    /// @throws RuleProblems when they are broken: there is nothing to fall back to
    public static <E> LiveKnowledge<E> load(RuleSource source, Function<RuleFiles, E> compiler, Clock clock) {
        RuleFiles files = source.read();
        E edition = compiler.apply(files);
        Instant now = clock.instant();
        return new LiveKnowledge<>(
                source,
                compiler,
                clock,
                new InForce<>(edition, new KnowledgeStatus(files.version(), now, now, List.of(), 0, 0)));
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
        InForce<E> after = attempt(before);
        state.set(after);
        report(before.status(), after.status());
        return after.status();
    }

    private InForce<E> attempt(InForce<E> before) {
        try {
            RuleFiles files = source.read();
            if (files.version().equals(before.status().version())) {
                return new InForce<>(before.edition(), before.status().confirmed(clock.instant()));
            }
            E edition = compiler.apply(files);
            return new InForce<>(edition, before.status().replaced(files.version(), clock.instant()));
        } catch (RuleProblems e) {
            return new InForce<>(before.edition(), before.status().refused(e.problems(), clock.instant()));
        } catch (RuntimeException | StackOverflowError e) {
            // whatever a rule file does to the compiler, the service goes on with the rules it has
            CatalogueProblem problem =
                    new CatalogueProblem(ProblemKind.DOES_NOT_COMPILE, "rules", 0, 0, "cannot be compiled: " + e);
            return new InForce<>(before.edition(), before.status().refused(List.of(problem), clock.instant()));
        }
    }

    private static void report(KnowledgeStatus before, KnowledgeStatus after) {
        if (after.reloaded() > before.reloaded()) {
            LOG.log(Level.INFO, "rules replaced: version {0}", after.version());
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
