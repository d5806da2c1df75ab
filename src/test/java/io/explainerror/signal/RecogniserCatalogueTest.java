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
    void theCatalogueIsLargeAndSaysWhereItsExamplesComeFrom() throws IOException {
        List<Recogniser> recognisers = RuleFolder.recognisers(Path.of("rules")).recognisers();

        assertThat(recognisers).hasSizeGreaterThanOrEqualTo(250);
        assertThat(recognisers).noneMatch(recogniser -> recogniser.origin().isBlank());
        assertThat(recognisers).noneMatch(recogniser -> recogniser.examples().isEmpty());
        assertThat(recognisers).noneMatch(recogniser -> recogniser.rejects().isEmpty());
    }

    /// Even one of the same kind: whoever says the same about the same line says so on purpose.
    @Test
    void noRecogniserMatchesTheExampleOfAnotherUndeclared() throws IOException {
        Recognisers catalogue = RuleFolder.recognisers(Path.of("rules"));
        RecogniserScanner scanner = catalogue.scanner();

        for (Recogniser recogniser : catalogue.recognisers()) {
            for (String example : recogniser.examples()) {
                byte[] bytes = example.getBytes(StandardCharsets.UTF_8);
                assertThat(scanner.scan(new Text(bytes, 0, bytes.length)).stream()
                                .map(Hit::recogniser)
                                .filter(other -> other != recogniser
                                        && !recogniser.also().contains(other.id())
                                        && !other.also().contains(recogniser.id()))
                                .map(Recogniser::id))
                        .as("undeclared under `also` of %s, whose example this is: %s", recogniser.id(), example)
                        .isEmpty();
            }
        }
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
