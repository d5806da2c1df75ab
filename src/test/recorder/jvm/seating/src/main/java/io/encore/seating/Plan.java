package io.encore.seating;

import io.micronaut.context.annotation.Value;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import io.micronaut.context.annotation.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** How many seats one customer may hold; from a file if one is configured. */
@Context
@Singleton
public class Plan {
    private final String source;
    private int most = 8;

    public Plan(@Value("${seating.plan}") String source) {
        this.source = source;
    }

    @PostConstruct
    void load() {
        if (source.startsWith("/")) {
            Properties p = new Properties();
            try (var in = Files.newInputStream(Path.of(source))) {
                p.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            most = Integer.parseInt(p.getProperty("seats.per.customer"));
        }
    }

    int most() {
        return most;
    }
}
