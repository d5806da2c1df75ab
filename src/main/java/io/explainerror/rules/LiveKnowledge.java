package io.explainerror.rules;

import io.explainerror.model.CatalogueProblem;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// The rules in force while the service runs. A good edit replaces them at once, a broken one changes nothing but the
/// status.
public final class LiveKnowledge {
    private static final Logger LOG = System.getLogger(LiveKnowledge.class.getName());

    private final RuleSource source;
    private final Clock clock;
    private final AtomicReference<State> state;

    private record State(Knowledge knowledge, KnowledgeStatus status) {}

    private LiveKnowledge(RuleSource source, Clock clock, State first) {
        this.source = source;
        this.clock = clock;
        this.state = new AtomicReference<>(first);
    }

    /// Loads the rules for the first time.
    ///
    /// @throws RuleProblems when they are broken: there is nothing to fall back to
    public static LiveKnowledge load(RuleSource source, Clock clock) {
        return load(source, clock, RehearsalMemory.NONE);
    }

    /// As [#load(RuleSource, Clock)], for a program that has seen these rules before.
    public static LiveKnowledge load(RuleSource source, Clock clock, RehearsalMemory memory) {
        Knowledge knowledge = Knowledge.compile(source.read(), memory);
        Instant now = clock.instant();
        return new LiveKnowledge(
                source,
                clock,
                new State(knowledge, new KnowledgeStatus(knowledge.version(), now, now, List.of(), 0, 0)));
    }

    /// The version in force. Take it once per judgement.
    public Knowledge current() {
        return state.get().knowledge();
    }

    /// How it came about.
    public KnowledgeStatus status() {
        return state.get().status();
    }

    /// Looks at the source again; the version in force stays when nothing changed or something is wrong.
    ///
    /// @return the status afterwards
    public synchronized KnowledgeStatus reload() {
        State before = state.get();
        State after = attempt(before);
        state.set(after);
        report(before.status(), after.status());
        return after.status();
    }

    private State attempt(State before) {
        try {
            RuleFiles files = source.read();
            if (files.version().equals(before.status().version())) {
                return new State(before.knowledge(), before.status().confirmed(clock.instant()));
            }
            Knowledge knowledge = Knowledge.compile(files);
            return new State(knowledge, before.status().replaced(knowledge.version(), clock.instant()));
        } catch (RuleProblems e) {
            return new State(before.knowledge(), before.status().refused(e.problems(), clock.instant()));
        } catch (RuntimeException | StackOverflowError e) {
            // whatever a rule file does to the compiler, the service goes on with the rules it has
            CatalogueProblem problem = new CatalogueProblem("rules", 0, 0, "cannot be compiled: " + e);
            return new State(before.knowledge(), before.status().refused(List.of(problem), clock.instant()));
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
