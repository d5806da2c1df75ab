package io.gridpulse;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

final class Database {
    private Database() {}

    static HikariDataSource open(String user) {
        HikariConfig c = new HikariConfig();
        c.setJdbcUrl(Env.need("DB_URL"));
        c.setUsername(user);
        c.setPassword(Env.need("DB_PASSWORD"));
        c.addDataSourceProperty("ApplicationName", user);
        c.setMaximumPoolSize(Env.number("DB_POOL", 8));
        c.setConnectionTimeout(Env.number("DB_TIMEOUT", 2000));
        c.setMaxLifetime(Env.number("DB_LIFETIME", 1800000));
        c.setLeakDetectionThreshold(Env.number("DB_LEAK", 0));
        c.setPoolName(user);
        HikariDataSource ds = new HikariDataSource(c);
        Lite.pool(ds);
        return ds;
    }
}
