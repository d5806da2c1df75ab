package io.explainerror.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// `rules/REFERENCE.md` says what the code says. `-Dgolden.write=true` writes it anew.
class RuleReferenceTest {
    private static final Path REFERENCE = Path.of("rules/REFERENCE.md");

    @Test
    void theReferenceOfFactsIsWhatTheModelSays() throws IOException {
        String reference = RuleReference.ofSources(Path.of("src/main/java"));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(REFERENCE, reference);
        }

        assertThat(Files.readString(REFERENCE))
                .as("%s (-Dgolden.write=true renews it)", REFERENCE)
                .isEqualTo(reference);
    }

    @Test
    void everyFactTypeAndEveryPropertyIsInTheReference() throws IOException {
        String reference = Files.readString(REFERENCE);

        for (Class<?> fact : FactTypes.ALL) {
            assertThat(reference).contains("## " + fact.getSimpleName());
            String section = reference.substring(reference.indexOf("## " + fact.getSimpleName() + "\n"));
            assertThat(section).contains(FactTypes.properties(fact).keySet());
        }
    }

    @Test
    void everyMetadataKeyIsInTheGuide() throws IOException {
        String guide = Files.readString(Path.of("rules/README.md"));

        assertThat(guide)
                .contains(Metadata.KNOWN.stream().map(key -> "`@" + key + "( ").toList());
    }
}
