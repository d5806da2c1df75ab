package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeersTest {
    private final Peers peers = new Peers(
            List.of("edge", "shop", "stock", "orders-db"),
            List.of("orders-db"),
            Map.of(
                    "edge", Set.of("/api/cart", "/api/pay", "/items/*"),
                    "shop", Set.of("/api/cart", "/api/pay"),
                    "stock", Set.of("/items/*")),
            Map.of("10.0.0.7:8081", Set.of("/api/cart", "/api/pay"), "10.0.0.8:8082", Set.of("/items/*")));

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
        assertThat(peers.service("10.9.9.9:5432")).isEqualTo("10.9.9.9:5432");
    }

    @Test
    void a_nameless_database_is_the_only_one() {
        assertThat(peers.onlyDatabase()).isEqualTo("orders-db");
    }
}
