package io.explainerror;

import io.explainerror.model.Exemplars;
import io.explainerror.model.Phase;
import io.explainerror.model.Signal;
import io.explainerror.model.Symptom;
import io.explainerror.rules.RuleFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A rule folder with one pattern, one rule, one recogniser and one test that passes while the weight is above 1.
final class PoolRules {
    static final String DRL = "patterns/connection-pool-exhaustion.drl";
    static final String TEST = "tests/connection-pool-exhaustion.yaml";

    private PoolRules() {}

    static RuleFiles files(double weight) {
        return RuleFiles.of(Map.of(
                "recognisers/kinds.yaml",
                "pool.acquire-timeout: waited in vain\n",
                "recognisers/pools.yaml",
                """
                        - id: hikari
                          symptom: pool.acquire-timeout
                          phase: own-pool
                          software: HikariCP
                          origin: HikariCP 5.1
                          contains: "Connection is not available"
                          examples: ["orders-db - Connection is not available, request timed out after 30001ms"]
                          rejects: ["orders-db - Connection is available again"]
                        """,
                "patterns/connection-pool-exhaustion.yaml",
                """
                        title: Connection pool exhausted
                        definition: All connections of a pool are lent.
                        """,
                DRL,
                drl(weight),
                TEST,
                test("orders wait", "connection-pool-exhaustion")));
    }

    static String drl(double weight) {
        return """
                package patterns;
                import io.explainerror.model.*;
                global io.explainerror.rules.Bench judge;

                rule "callers wait"
                    @pattern( "connection-pool-exhaustion" ) @weight( %s ) @says( "{service} waits" )
                when
                    $wait : Symptom( kind == "pool.acquire-timeout", grows )
                then
                    judge.supports( drools, $wait );
                end
                """.formatted(weight);
    }

    static String test(String name, String pattern) {
        return """
                - name: %s
                  signals:
                    - symptom: { kind: pool.acquire-timeout, service: checkout, before: 0, during: 900 }
                  expect: { pattern: %s, confidence: ">= 0.6" }
                """.formatted(name, pattern);
    }

    /// The same folder on disk.
    static Path write(Path folder, double weight) throws IOException {
        RuleFiles files = files(weight);
        Map<String, String> all = new TreeMap<>(files.texts());
        all.putAll(files.tests());
        for (Map.Entry<String, String> file : all.entrySet()) {
            EditedRules.write(folder, file.getKey(), file.getValue());
        }
        return folder;
    }

    /// What makes its rule fire.
    static List<Signal> signals() {
        return List.of(new Symptom(
                "pool.acquire-timeout", Phase.OWN_POOL, "checkout", "", 0, 900, 0, 50, Map.of(), Exemplars.NONE));
    }
}
