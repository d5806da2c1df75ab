package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.intake.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {
    private static final String JWT =
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '$', textBlock = """
            login password=hunter2 user=joe                       ~ login password=*** user=joe
            password=Tr0ub4dor&3 user=joe                         ~ password=*** user=joe
            ?password=hunter&page=3                               ~ ?password=***&page=3
            password: hunter                                      ~ password: ***
            {"password":"hunter2","user":"joe"}                   ~ {"password":"***","user":"joe"}
            {\\"password\\":\\"hunter2\\"}                        ~ {\\"password\\":\\"***\\"}
            {"dbPassword": "x y"}                                 ~ {"dbPassword": "***"}
            spring.datasource.password=s3cr3t                     ~ spring.datasource.password=***
            PGPASSWORD=abc psql                                   ~ PGPASSWORD=*** psql
            jdbc:postgresql://db:5432/shop?user=app&password=abc  ~ jdbc:postgresql://db:5432/shop?user=app&password=***
            amqp://guest:guest@rabbit:5672/                       ~ amqp://guest:***@rabbit:5672/
            redis://:s3cr3t@cache:6379                            ~ redis://:***@cache:6379
            app:s3cr3t@tcp(db:3306)/shop                          ~ app:***@tcp(db:3306)/shop
            GET /v1/x?api_key=abcDEF123&id=7                      ~ GET /v1/x?api_key=***&id=7
            GET /v1/x?key=AbC1dEf2GhI3jKl4MnO5pQr6&id=7           ~ GET /v1/x?key=***&id=7
            Authorization: Bearer abc.def                         ~ Authorization: Bearer ***
            "authorization":"Basic dXNlcjpwYXNz"                  ~ "authorization":"Basic ***"
            proxy-authorization: abcdef                           ~ proxy-authorization: ***
            sent Bearer a8f3b1c9d2e4                              ~ sent Bearer ***
            X-Api-Key: 0a1b2c3d                                   ~ X-Api-Key: ***
            Cookie: session=abc; theme=dark                       ~ Cookie: ***
            client_secret=abc&grant_type=x                        ~ client_secret=***&grant_type=x
            aws_secret_access_key = wJalrXUtnFEMI/K7MDENG         ~ aws_secret_access_key = ***
            using AKIAIOSFODNN7EXAMPLE for s3                     ~ using AKIA*** for s3
            token ghp_16C7e42F292c6912E7710c838347Ae178B4a        ~ token ghp_***
            token=9f8e7d6c5b4a3f2e                                ~ token=***
            access_token=abc                                      ~ access_token=***
            mail to jane.doe+x@shop.example.com failed            ~ mail to j***@shop.example.com failed
            <a@b.example>                                         ~ <a***@b.example>
            a@b.example,b@c.example@d.example                     ~ a***@b.example,b***@c***@d.example
            paid with 4111 1111 1111 1111.                        ~ paid with ***1111.
            card=4111111111111111                                 ~ card=***1111
            card 3782-822463-10005                                ~ card ***0005
            """)
    void secretsAndPersonalDataAreMasked(String line, String masked) {
        assertThat(Masker.mask(line)).isEqualTo(masked);
        assertThat(Masker.mask(masked)).isEqualTo(masked);
    }

    @Test
    void jsonWebTokensAreMaskedWhereverTheyStand() {
        assertThat(Masker.mask("rejected " + JWT + " of client 7")).isEqualTo("rejected eyJ*** of client 7");
        assertThat(Masker.mask("GET /x?t=" + JWT)).isEqualTo("GET /x?t=eyJ***");
    }

    @Test
    void privateKeysAreMaskedWithOrWithoutTheirEnd() {
        assertThat(Masker.mask("-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY----- x"))
                .isEqualTo("-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY----- x");
        assertThat(Masker.mask("-----BEGIN PRIVATE KEY-----\nMIIE\nabc")).isEqualTo("-----BEGIN PRIVATE KEY-----***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FATAL:  password authentication failed for user \"shop\"",
                "password=null",
                "Bearer authentication required",
                "Basic authentication failed",
                "token: expired",
                "Unexpected token: < in JSON at position 0",
                "Key (id)=(5) already exists.",
                "key=order:200019",
                "routing key=orders.created.confirmation.mail",
                "trace 4bf92f3577b34da6a3ce929d0e0e4736 order 4111111111111112 at 1700000000000000",
                "4bf92f35-77b3-4da6-a3ce-929d0e0e4736",
                "ts=1763817914561 rid=a2d77101f7ef9065e04e5a8654094f07",
                "org.postgresql.jdbc.PgConnection@45f24169 (This connection has been closed.)",
                "pool hikari-1 (total=10, active=10, idle=0, waiting=23)",
                "http://127.0.0.1:8082/stock/SKU-001852?x=1",
                "1000 2000 3000 4000 5000",
            })
    void harmlessTextStays(String line) {
        assertThat(Masker.mask(line)).isEqualTo(line);
    }

    @Test
    void maskingTwiceChangesNothingMoreWhateverTheOrderOfPieces() {
        List<String> pieces = List.of(
                "password",
                "=",
                ":",
                " ",
                "\"",
                "'",
                "abc1",
                "0",
                "Bearer ",
                JWT,
                "a@b.co",
                "://",
                "@",
                "user",
                "token",
                "api_key",
                "\\\"",
                "4111 1111 1111 1111",
                "-",
                "Authorization",
                "cookie",
                ";",
                "&",
                "***",
                "\n",
                "AKIAIOSFODNN7EXAMPLE",
                "-----BEGIN PRIVATE KEY-----",
                "-----END PRIVATE KEY-----",
                "tcp(");
        Random random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            String line = random.ints(random.nextInt(14), 0, pieces.size())
                    .mapToObj(pieces::get)
                    .collect(Collectors.joining());
            String masked = Masker.mask(line);

            assertThat(Masker.mask(masked)).as(line).isEqualTo(masked);
        }
    }

    static Stream<Path> recordedLogs() throws IOException {
        try (Stream<Path> paths = Files.walk(Path.of("dataset"))) {
            return paths.filter(path -> path.toString().endsWith(".log")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recordedLogs")
    void linesOfRecordedLogsStayAsTheyAre(Path log) throws IOException {
        List<String> changed = Files.readString(log, StandardCharsets.ISO_8859_1)
                .lines()
                .distinct()
                .filter(line -> !line.startsWith("\tat "))
                .limit(200)
                .filter(line ->
                        !line.contains("@example.com") && !line.contains("Cookie:") && !line.contains("-secret"))
                .filter(line -> !Masker.mask(line).equals(line))
                .toList();

        assertThat(changed).isEmpty();
    }

    @Test
    void anExcerptIsOneLineWithoutControlCharacters() {
        assertThat(excerpt("\u001b[31mERROR\u001b[0m\tdisk\r\n  full\u0000 \u202epassword=abc", 80))
                .isEqualTo("ERROR disk full password=***");
    }

    @Test
    void anExcerptIsCutAfterMasking() {
        assertThat(excerpt("0123456789 password=hunter2 and more", 25)).isEqualTo("0123456789 password=***…");
        assertThat(excerpt("x".repeat(1_000_000), 20)).isEqualTo("x".repeat(19) + "…");
        assertThat(excerpt("abc😀def", 5)).isEqualTo("abc…");
        assertThat(excerpt("short", 5)).isEqualTo("short");
        assertThat(excerpt("", 5)).isEmpty();
    }

    @Test
    void bytesThatAreNotUtf8DoNotStopAnExcerpt() {
        byte[] bytes = {'a', (byte) 0xff, (byte) 0xfe, 'b', (byte) 0xe2};
        assertThat(Masker.excerpt(new Text(bytes, 0, bytes.length), 80)).isEqualTo("a��b�");
    }

    private static String excerpt(String text, int maxChars) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Masker.excerpt(new Text(bytes, 0, bytes.length), maxChars);
    }
}
