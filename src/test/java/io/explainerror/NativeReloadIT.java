package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.rules.HostileCorpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The binary compiles edits without end and does not grow. PERFORMANCE.md tells of a thousand reloads.
class NativeReloadIT {
    private static final int RELOADS = 60;
    private static final String EDITED = "patterns/connection-pool-exhaustion.yaml";

    @TempDir
    Path rules;

    @Test
    void editsLeaveItsMemoryFlat() throws IOException, InterruptedException {
        for (Map.Entry<String, String> file : HostileCorpus.everyWord().entrySet()) {
            Files.createDirectories(rules.resolve(file.getKey()).resolveSibling(""));
            Files.writeString(rules.resolve(file.getKey()), file.getValue());
        }
        String good = Files.readString(rules.resolve(EDITED));
        RunningService service =
                RunningService.start(Map.of("EXPLAINERROR_PROGRAM", "native"), "--rules", rules.toString());
        try {
            long half = 0;
            for (int reload = 1; reload <= RELOADS; reload++) {
                String title = "Edit " + reload;
                Files.writeString(rules.resolve(EDITED), good.replaceFirst("title: .*", "title: " + title));
                while (!service.get("/v1/patterns").body().contains(title)) {
                    assertThat(service.get("/v1/rules").body()).contains("\"problems\"");
                    Thread.sleep(20);
                }
                half = reload == RELOADS / 2 ? service.residentKib() : half;
            }

            assertThat(service.residentKib()).isLessThan(half + half / 2);
        } finally {
            service.stop();
        }
    }
}
