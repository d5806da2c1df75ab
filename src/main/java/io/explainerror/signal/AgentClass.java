package io.explainerror.signal;

import io.explainerror.intake.Text;
import java.nio.charset.StandardCharsets;

/// What kind of program a user agent names. The words are those that the programs send: `Mozilla/5.0 ...` of browsers,
/// `Googlebot/2.1`, `kube-probe/1.29`, `okhttp/4.12.0`.
enum AgentClass {
    /// Crawlers and scanners.
    BOT("bot/", "bot;", "bot)", "spider", "crawler", "slurp", "scrapy", "zgrab", "masscan", "nikto"),
    /// Health checks and monitoring.
    PROBE(
            "kube-probe",
            "healthcheck",
            "health-check",
            "health_check",
            "prometheus",
            "uptime",
            "pingdom",
            "blackbox",
            "consul health",
            "statuscake",
            "datadog",
            "nagios",
            "googlehc"),
    /// HTTP libraries and tools: scripts and other services.
    LIBRARY(
            "curl/",
            "wget/",
            "python",
            "java/",
            "java-http-client",
            "apache-httpclient",
            "okhttp",
            "go-http-client",
            "axios",
            "node-fetch",
            "undici",
            "got (",
            "reactornetty",
            "jersey",
            "resttemplate",
            "ruby",
            "faraday",
            "guzzle",
            "postman",
            "grpc-",
            "libwww",
            "httpie",
            "k6/",
            "jmeter",
            "aiohttp",
            "httpx",
            "locust",
            "wrk"),
    BROWSER("mozilla/", "opera/"),
    /// Everything else that names itself, mostly apps.
    APP;

    private static final int LOOK = 256;

    /// Remembers the classes of recent agents, of which a log has few: one per thread or chunk.
    static final class Memo {
        private static final int SLOTS = 512;

        private final long[] keys = new long[SLOTS];
        private final String[] classes = new String[SLOTS];

        String of(Text agent) {
            if (agent.isEmpty()) {
                return "";
            }
            long key = Bytes.hash(agent.bytes(), agent.from(), agent.to());
            int slot = (int) key & (SLOTS - 1);
            String known = classes[slot];
            if (known == null || keys[slot] != key) {
                known = AgentClass.of(agent);
                keys[slot] = key;
                classes[slot] = known;
            }
            return known;
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // filled once, read only
    private final byte[][] words;

    AgentClass(String... words) {
        this.words = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            this.words[i] = words[i].getBytes(StandardCharsets.US_ASCII);
        }
    }

    /// As signals spell it: `bot`, `probe`, `library`, `browser`, `app`; "" when there is no agent.
    static String of(Text agent) {
        if (agent.length() < 2) {
            return "";
        }
        for (AgentClass known : values()) {
            for (byte[] word : known.words) {
                if (holds(agent, word)) {
                    return known.id();
                }
            }
        }
        return APP.id();
    }

    private String id() {
        return switch (this) {
            case BOT -> "bot";
            case PROBE -> "probe";
            case LIBRARY -> "library";
            case BROWSER -> "browser";
            case APP -> "app";
        };
    }

    private static boolean holds(Text agent, byte[] word) {
        int end = Math.min(agent.to(), agent.from() + LOOK) - word.length;
        for (int at = agent.from(); at <= end; at++) {
            if (matches(agent.bytes(), at, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] bytes, int at, byte[] word) {
        for (int i = 0; i < word.length; i++) {
            int c = bytes[at + i];
            if ((c >= 'A' && c <= 'Z' ? c | 0x20 : c) != word[i]) {
                return false;
            }
        }
        return true;
    }
}
