package io.explainerror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.ProblemException.UnreadableInput;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VersionSettingsTest {
    @Test
    void usually_ten_versions_are_kept_among_the_users_state() {
        VersionSettings usual = of(Map.of("HOME", "/home/ann"));

        assertThat(usual.folder()).contains(Path.of("/home/ann/.local/state/explainerror/rules"));
        assertThat(usual.keep()).isEqualTo(10);
        assertThat(of(Map.of("HOME", "/home/ann", "XDG_STATE_HOME", "/state")).folder())
                .contains(Path.of("/state/explainerror/rules"));
    }

    @Test
    void folder_and_number_can_be_set() {
        VersionSettings set =
                of(Map.of("EXPLAINERROR_VERSIONS_FOLDER", "/var/lib/x", "EXPLAINERROR_VERSIONS_KEEP", "3"));

        assertThat(set.folder()).contains(Path.of("/var/lib/x"));
        assertThat(set.keep()).isEqualTo(3);
    }

    @Test
    void nothing_is_written_where_nobody_is_at_home_or_nobody_wants_it() {
        assertThat(of(Map.of()).folder()).isEmpty();
        assertThat(of(Map.of("HOME", "/home/ann", "EXPLAINERROR_VERSIONS_FOLDER", "none"))
                        .folder())
                .isEmpty();
    }

    @Test
    void a_number_that_is_none_is_refused() {
        for (String wrong : new String[] {"0", "many", "-1"}) {
            assertThatThrownBy(() -> of(Map.of("EXPLAINERROR_VERSIONS_KEEP", wrong)))
                    .isInstanceOf(UnreadableInput.class)
                    .hasMessage("EXPLAINERROR_VERSIONS_KEEP: expected a whole number from 1, but received " + wrong);
        }
    }

    private static VersionSettings of(Map<String, String> environment) {
        return VersionSettings.of(environment::get);
    }
}
