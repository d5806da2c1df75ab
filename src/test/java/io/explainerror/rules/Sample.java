package io.explainerror.rules;

import io.explainerror.model.Exemplars;
import io.explainerror.model.LatencyShift;
import io.explainerror.model.OnsetFound;
import io.explainerror.model.Phase;
import io.explainerror.model.Saturation;
import io.explainerror.model.Symptom;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// Small rule folders and signals for the tests.
final class Sample {
    static final String PRELUDE = """
            package patterns;
            import io.explainerror.model.*;
            global io.explainerror.rules.Bench judge;

            """;

    static final String POOL_YAML = """
            title: Connection pool exhausted
            definition: All connections of a pool are lent. Callers wait for one in vain.
            prior: -1.5
            neighbours:
              - pattern: dependency-slow
                difference: there the callee is slow, here it is fast
            actions:
              - do: find out who holds the connections of {service}
                why: the pool is the symptom
                needs: supported-change
            avoid:
              - dont: enlarge the pool
                why: the database has a limit of its own
            recipes: [database-latency]
            """;

    static final String SLOW_YAML = """
            title: Dependency slow
            definition: The callee answers late.
            """;

    private Sample() {}

    /// A folder with two patterns and these rules of the first.
    static RuleFiles folder(String... rules) {
        Map<String, String> files = new TreeMap<>();
        files.put("patterns/connection-pool-exhaustion.yaml", POOL_YAML);
        files.put("patterns/dependency-slow.yaml", SLOW_YAML);
        files.put(
                "recognisers/kinds.yaml",
                "pool.acquire-timeout: waited in vain\nretry.attempt: tried again\ncall.read-timeout: no answer\n");
        files.put("patterns/connection-pool-exhaustion.drl", PRELUDE + String.join("\n", rules));
        return RuleFiles.of(files);
    }

    /// A rule about connection pools with these conditions, blaming `$service`.
    static String rule(String name, String... conditions) {
        return saying(name, "1.6", "{service} waits", "judge.supports( drools, $service );", conditions);
    }

    /// The same with weight, sentence and consequence.
    static String saying(String name, String weight, String says, String then, String... conditions) {
        return """
               rule "%s"
                   @pattern( "connection-pool-exhaustion" ) @weight( %s ) @says( "%s" )
               when
                   %s
               then
                   %s
               end
               """.formatted(name, weight, says, String.join("\n    ", conditions), then);
    }

    static Symptom symptom(String kind, String service, String peer, long during) {
        return new Symptom(
                kind,
                Phase.OWN_POOL,
                service,
                peer,
                0,
                during,
                0,
                during / 5.0,
                Map.of("waited_ms", "30001"),
                Exemplars.NONE);
    }

    static LatencyShift latency(String service, double before, double during) {
        return new LatencyShift(service, "edge", before, during, 100, Exemplars.NONE);
    }

    static Saturation saturation(String service, String resource, double during) {
        return new Saturation(service, resource, 0.2, during, 10, 3, Exemplars.NONE);
    }

    static OnsetFound onset() {
        return new OnsetFound(Instant.EPOCH, "errors", 600, 300, Exemplars.NONE);
    }
}
