package io.explainerror.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceNameTest {
    @ParameterizedTest
    @CsvSource({
        "checkout.log, checkout, ''",
        "/var/log/nginx-access.log, nginx, ''",
        "nginx-error.log.1, nginx, ''",
        "nginx.access.log, nginx, ''",
        "payments_error.log.2.gz, payments, ''",
        "checkout-2026-11-22.log, checkout, ''",
        "checkout.2026-11-22.0.log.gz, checkout, ''",
        "checkout.log-20261122, checkout, ''",
        "postgres-b.log, postgres-b, ''",
        "checkout-6d4cf56db6-x2v9k.log, checkout, checkout-6d4cf56db6-x2v9k",
        "kafka-0.log, kafka, kafka-0",
        "access.log, web, ''"
    })
    void aFileNamesItsService(String file, String service, String instance) {
        assertThat(ServiceName.ofFile(file)).isEqualTo(new ServiceName(service, instance));
    }
}
