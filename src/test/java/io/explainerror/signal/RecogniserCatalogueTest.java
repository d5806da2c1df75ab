package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RecogniserCatalogueTest {
    @Test
    void theCatalogueOfTheRepositoryHoldsWhatItClaims() throws IOException {
        Recognisers recognisers = RuleFolder.recognisers(Path.of("rules"));

        assertThat(recognisers.problems()).isEmpty();
        assertThat(recognisers.kinds()).isNotEmpty();
        assertThat(RecogniserCheck.check(recognisers)).isEmpty();
    }
}
