package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeersTest {
    private final Peers peers = new Peers(
            List.of("edge", "shop", "stock", "orders-db"),
            List.of("edge", "shop", "stock"),
            List.of("orders-db"),
            Map.of(
                    "edge", Set.of("/api/cart", "/api/pay", "/items/*"),
                    "shop", Set.of("/api/cart", "/api/pay"),
                    "stock", Set.of("/items/*")),
            Map.of("10.0.0.7:8081", Set.of("/api/cart", "/api/pay"), "10.0.0.8:8082", Set.of("/items/*")),
            Map.of("10.0.0.7:8081", Set.of("edge"), "10.0.0.8:8082", Set.of("edge")));

    @Test
    void anAddressBehindAProxyMeansTheOnlyOneWhoLogsAndServesNobodyElse() {
        Map<String, Set<String>> served = Map.of("front", Set.of("/book"));
        Map<String, Set<String>> asked = Map.of("10.0.0.7:9000", Set.of("/index.php"));
        Map<String, Set<String>> askers = Map.of("10.0.0.7:9000", Set.of("front"));
        List<String> all = List.of("front", "bookings", "redis", "mailer");

        Peers two = new Peers(all, List.of("front", "bookings", "redis"), List.of(), served, asked, askers);
        Peers three = new Peers(all, List.of("front", "bookings", "mailer"), List.of(), served, asked, askers);

        assertThat(two.service("10.0.0.7:9000")).isEqualTo("bookings");
        assertThat(three.service("10.0.0.7:9000")).as("one of two").isEqualTo("10.0.0.7:9000");
    }

    @Test
    void aProxysNameForItsBackendMeansTheService() {
        assertThat(peers.service("be_shop")).isEqualTo("shop");
        assertThat(peers.service("backend-stock")).isEqualTo("stock");
    }

    @Test
    void a_host_name_means_the_service_of_its_first_label() {
        assertThat(peers.service("stock.internal:8082")).isEqualTo("stock");
        assertThat(peers.service("http://stock-service.shop.svc.cluster.local:80/items/3"))
                .isEqualTo("stock");
        assertThat(peers.service("postgresql://app@orders-db:5432/orders")).isEqualTo("orders-db");
    }

    @Test
    void an_address_means_the_service_that_serves_the_paths_asked_there() {
        assertThat(peers.service("10.0.0.7:8081")).isEqualTo("shop");
        assertThat(peers.service("http://10.0.0.8:8082/items/3")).isEqualTo("stock");
    }

    @Test
    void an_unknown_name_stays_without_port() {
        assertThat(peers.service("api.cardgate.example:9443")).isEqualTo("api.cardgate.example");
    }

    @Test
    void an_unknown_address_stays_as_it_is() {
        assertThat(peers.service("10.9.9.9:8443")).isEqualTo("10.9.9.9:8443");
        assertThat(peers.service("10.9.9.9:6379")).isEqualTo("10.9.9.9:6379");
    }

    @Test
    void an_address_at_the_usual_port_of_a_database_means_the_only_database() {
        assertThat(peers.service("10.9.9.9:5432")).isEqualTo("orders-db");
    }

    @Test
    void an_address_at_the_usual_port_of_a_cache_or_broker_means_the_one_of_the_input() {
        Peers known =
                new Peers(List.of("shop", "redis", "rabbitmq"), List.of(), List.of(), Map.of(), Map.of(), Map.of());
        assertThat(known.service("10.9.9.9:6379")).isEqualTo("redis");
        assertThat(known.service("127.0.0.1:5672")).isEqualTo("rabbitmq");
        assertThat(known.service("127.0.0.1:9092")).isEqualTo("127.0.0.1:9092");
    }

    @Test
    void a_nameless_database_is_the_only_one() {
        assertThat(peers.onlyDatabase()).isEqualTo("orders-db");
    }
}
