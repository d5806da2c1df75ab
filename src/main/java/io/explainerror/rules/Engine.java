package io.explainerror.rules;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemException;
import io.explainerror.model.ProblemKind;
import io.explainerror.model.Signal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.compiler.builder.impl.KnowledgeBuilderConfigurationImpl;
import org.drools.compiler.compiler.NoJavaDialect;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.kiesession.rulebase.InternalKnowledgeBase;
import org.drools.kiesession.rulebase.KnowledgeBaseFactory;
import org.drools.mvel.expr.MvelEvaluator;
import org.drools.mvel.expr.MvelEvaluator.EvaluatorType;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.definition.KiePackage;
import org.kie.api.definition.rule.Rule;
import org.kie.api.io.Resource;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.Match;
import org.kie.internal.builder.CompositeKnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilder;
import org.kie.internal.builder.KnowledgeBuilderConfiguration;
import org.kie.internal.builder.KnowledgeBuilderFactory;
import org.kie.internal.builder.KnowledgeBuilderResult;
import org.kie.internal.builder.ResultSeverity;
import org.kie.internal.builder.conf.DefaultDialectOption;
import org.kie.internal.conf.ConstraintJittingThresholdOption;
import org.kie.internal.io.ResourceFactory;

/// The Drools pipeline: parsed files in, a session factory out; no compiler, no generated classes.
final class Engine {
    /// A rule fires once for each combination of facts: so many firings are no judgement any more.
    static final int MOST_FIRINGS = 20_000;

    private final InternalKnowledgeBase base;

    private Engine(InternalKnowledgeBase base) {
        this.base = base;
    }

    /// Compiles files that have been checked.
    static Engine compile(List<DrlFile.Checked> files, Problems problems) {
        // the default is racy on the first evaluations of an expression, "safe_on_first" hangs after a failure
        MvelEvaluator.setEvaluatorType(EvaluatorType.SYNCHRONIZED_TILL_EVALUATED);
        KnowledgeBuilder builder = builder();
        CompositeKnowledgeBuilder batch = builder.batch();
        for (DrlFile.Checked file : files) {
            Resource resource = ResourceFactory.newDescrResource(file.parsed());
            resource.setSourcePath(file.name());
            batch.add(resource, ResourceType.DESCR);
        }
        batch.build();
        for (KnowledgeBuilderResult result : builder.getResults(ResultSeverity.ERROR, ResultSeverity.WARNING)) {
            problems.add(problem(result));
        }
        InternalKnowledgeBase base = KnowledgeBaseFactory.newKnowledgeBase(configuration());
        if (problems.none()) {
            base.addPackages(builder.getKnowledgePackages());
            forgetSources(base);
        }
        return new Engine(base);
    }

    /// Each rule holds the parse tree of its whole file, which nobody asks for again.
    private static void forgetSources(InternalKnowledgeBase base) {
        for (KiePackage each : base.getKiePackages()) {
            for (Rule rule : each.getRules()) {
                if (rule instanceof RuleImpl compiled) {
                    compiled.setResource(null);
                }
            }
        }
    }

    private static KnowledgeBuilder builder() {
        KnowledgeBuilderConfiguration configuration =
                KnowledgeBuilderFactory.newKnowledgeBuilderConfiguration(null, Engine.class.getClassLoader());
        KnowledgeBuilderConfigurationImpl inner = configuration.as(KnowledgeBuilderConfigurationImpl.KEY);
        configuration.setOption(DefaultDialectOption.get("mvel"));
        inner.setDialectConfiguration("java", new NoJavaDialect(inner));
        return KnowledgeBuilderFactory.newKnowledgeBuilder(configuration);
    }

    private static KieBaseConfiguration configuration() {
        KieBaseConfiguration configuration =
                RuleBaseFactory.newKnowledgeBaseConfiguration(null, Engine.class.getClassLoader());
        // no constraint is turned into bytecode
        configuration.setOption(ConstraintJittingThresholdOption.get(-1));
        return configuration;
    }

    private static CatalogueProblem problem(KnowledgeBuilderResult result) {
        String file = result.getResource() == null
                ? ""
                : String.valueOf(result.getResource().getSourcePath());
        int[] lines = result.getLines();
        int line = lines == null || lines.length == 0 ? 0 : Math.max(0, lines[0]);
        return new CatalogueProblem(
                ProblemKind.DOES_NOT_COMPILE, file, line, 0, oneLine(String.valueOf(result.getMessage())));
    }

    /// The expression language draws where it stumbled below its message.
    private static String oneLine(String message) {
        return message.lines()
                .takeWhile(line -> !line.startsWith("[Near"))
                .map(line -> line.replace("[Error: ", "").replaceAll("]$", "").strip())
                .collect(Collectors.joining(" "));
    }

    /// Runs one session to its end.
    ///
    /// @return how many times rules fired
    /// @throws ProblemException.BudgetExceeded when they fire too often or too long
    int run(Collection<Signal> facts, Bench bench, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        KieSession session = base.newKieSession();
        try {
            session.setGlobal("judge", bench);
            facts.forEach(session::insert);
            int fired = session.fireAllRules(_ -> inTime(deadline, limit), MOST_FIRINGS);
            if (fired >= MOST_FIRINGS) {
                throw new ProblemException.BudgetExceeded(
                        "the rules fired " + fired + " times: too many facts for a rule that combines them");
            }
            return fired;
        } finally {
            session.dispose();
        }
    }

    /// Looks at everything that matches, without firing anything.
    ///
    /// @return how many matches there were
    int look(Collection<Signal> facts, Consumer<Match> seen) {
        int[] matches = new int[1];
        KieSession session = base.newKieSession();
        try {
            facts.forEach(session::insert);
            session.fireAllRules(match -> {
                matches[0]++;
                seen.accept(match);
                return false;
            });
            return matches[0];
        } finally {
            session.dispose();
        }
    }

    private static boolean inTime(long deadline, Duration limit) {
        if (System.nanoTime() > deadline) {
            throw new ProblemException.BudgetExceeded("judging took longer than " + limit.toMillis() + " ms");
        }
        return true;
    }
}
