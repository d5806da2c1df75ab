package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.intake.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecogniserCatalogueTest {
    @Test
    void theCatalogueOfTheRepositoryHoldsWhatItClaims() throws IOException {
        Recognisers recognisers = RuleFolder.recognisers(Path.of("rules"));

        assertThat(recognisers.problems()).isEmpty();
        assertThat(recognisers.kinds()).isNotEmpty();
        assertThat(RecogniserCheck.check(recognisers)).isEmpty();
    }

    @Test
    void whatAScannerAnswersDoesNotDependOnWhatItSawBefore() throws IOException {
        Recognisers recognisers = RuleFolder.recognisers(Path.of("rules"));
        RecogniserScanner scanner = recognisers.scanner();

        for (String line : Files.readAllLines(Path.of("dataset/inc-0055/logs/checkout.log"))) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            Text text = new Text(bytes, 0, bytes.length);
            List<Hit> hits = scanner.scan(text);
            if (!hits.isEmpty()) {
                assertThat(hits).isEqualTo(recognisers.scan(text));
            }
        }
    }
}
