package io.explainerror.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is shown of characters that are not for showing.
class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "'\u001b[31m', '\\u001b[31m'",
        "'a\u0000b',   'a\\u0000b'",
        "'a\u009bb',   'a\\u009bb'",
        "'a\u202eb',   'a\\u202eb'",
        "'a\u200bb',   'a\\u200bb'",
        "'a\u2028b',   'a\\u2028b'",
        "'a\ud800b',   'a\\ud800b'",
        "'a\tb',       'a b'",
        "'Grüße 日本 😀', 'Grüße 日本 😀'",
    })
    void controlCharactersAreShownAndNotObeyed(String text, String printable) {
        assertThat(Printable.of(text)).isEqualTo(printable);
    }
}
