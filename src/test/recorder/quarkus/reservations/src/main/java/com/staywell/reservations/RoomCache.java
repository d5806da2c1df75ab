package com.staywell.reservations;

import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

@ApplicationScoped
public class RoomCache {
    private static final Logger LOG = Logger.getLogger(RoomCache.class);

    @Inject Instance<RedisDataSource> redis;
    @Inject Lite lite;
    @ConfigProperty(name = "rooms.cache") boolean enabled;

    public boolean enabled() {
        return enabled;
    }

    public String get(String key, Supplier<String> load) {
        if (!enabled) {
            return load.get();
        }
        String known = redis.get().value(String.class).get(key);
        if (known != null) {
            lite.count("cache_hits");
            return known;
        }
        lite.count("cache_misses");
        LOG.debugf("miss %s", key);
        String fresh = load.get();
        redis.get().value(String.class).setex(key, 600, fresh);
        return fresh;
    }
}
