package io.explainerror;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// A rule folder with one of everything and nothing wrong: what tests break.
final class SmallRules {
    /// The first four lines of every `.drl` file.
    static final String PRELUDE = """
            package patterns;
            import io.explainerror.model.*;
            global io.explainerror.rules.Bench judge;

            """;

    private SmallRules() {}

    static Path in(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return folder;
    }

    private static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put("patterns/pool.yaml", "title: Pool\ndefinition: All connections are lent.\nrecipes: [waiters]\n");
        files.put("patterns/slow.yaml", "title: Slow\ndefinition: The callee answers late.\n");
        files.put("patterns/pool.drl", PRELUDE + both("pool", "Symptom( kind == \"pool.acquire-timeout\" )"));
        files.put("patterns/slow.drl", PRELUDE + both("slow", "LatencyShift( slower )"));
        files.put("recognisers/kinds.yaml", """
                pool.acquire-timeout: waited in vain
                retry.attempt: tried again
                call.reset: closed before the answer was complete
                """);
        files.put("recognisers/calls.yaml", """
                - id: acquire
                  symptom: pool.acquire-timeout
                  contains: no free connection
                  origin: these tests
                  examples: [no free connection after 3 s]
                  rejects: [a free connection]
                - id: retry
                  symptom: retry.attempt
                  contains: trying again
                  origin: these tests
                  examples: [trying again]
                  rejects: [trying]
                """);
        files.put("recipes/pools.yaml", "- id: waiters\n  title: Who waits?\n  queries: { grep: grep waiting }\n");
        files.put("calibration.yaml", "temperature: 1.2\n");
        return files;
    }

    private static String both(String pattern, String condition) {
        return """
               rule "%1$s: yes"
                   @pattern( "%1$s" ) @weight( 2 ) @group( "%1$s" ) @says( "x" )
               when
                   %2$s
               then
                   judge.supports( drools );
               end
               rule "%1$s: no"
                   @pattern( "%1$s" ) @weight( -2 ) @group( "%1$s" ) @says( "x" )
               when
                   not %2$s
               then
                   judge.contradicts( drools );
               end
               """.formatted(pattern, condition);
    }
}
