package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.intake.Text;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageDurationTest {
    @ParameterizedTest
    @CsvSource({
        "cardgate authorization ext_8998cb3e approved in 106 ms, 106000",
        "Confirmation mail handed over in 15 ms., 15000",
        "GET /x took 1.25s, 1250000",
        "query finished (12.5ms), 12500",
        "elapsed=300ms, 300000",
        "there were 7 errors, -1",
        "Waiting for 3 workers, -1",
        "took SKU-12ms, -1",
        "ms, -1",
    })
    void reads_the_duration_a_message_ends_in(String message, long micros) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);

        assertThat(MessageDuration.of(new Text(bytes, 0, bytes.length))).isEqualTo(micros);
    }
}
