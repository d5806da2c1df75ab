package com.staywell.tariffs;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The global distribution system, which knows the rates of the day. */
@ApplicationScoped
public class Gds {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ConfigProperty(name = "gds.url") String url;
    @ConfigProperty(name = "gds.token") String token;
    @ConfigProperty(name = "gds.timeout") long timeout;

    private OkHttpClient http;

    @PostConstruct
    void open() {
        http = new OkHttpClient.Builder().connectTimeout(Duration.ofSeconds(1)).readTimeout(Duration.ofMillis(timeout)).retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(0, 1, java.util.concurrent.TimeUnit.SECONDS)).build();
    }

    public BigDecimal rate(long room) throws IOException {
        var q = new Request.Builder().url(url + "/v3/rates?room=" + room).header("Authorization", "Bearer " + token).build();
        try (var answer = http.newCall(q).execute()) {
            if (!answer.isSuccessful()) {
                throw new IOException("HTTP " + answer.code() + " " + answer.message() + " from " + q.url() + ": " + answer.body().string());
            }
            return JSON.readValue(answer.body().bytes(), Rate.class).rate();
        }
    }

    @com.fasterxml.jackson.annotation.JsonIgnoreProperties(ignoreUnknown = true)
    record Rate(BigDecimal rate, String currency) {}
}
