package io.gridpulse;

import java.net.InetAddress;

/** The settings of a service come from its environment. */
final class Env {
    static final String RELEASE = text("RELEASE", "1.0.0");

    private Env() {}

    static String text(String name, String otherwise) {
        String v = System.getenv(name);
        return v == null ? otherwise : v;
    }

    static String need(String name) {
        String v = System.getenv(name);
        if (v == null) {
            throw new IllegalStateException("Missing setting " + name);
        }
        return v;
    }

    static int number(String name, int otherwise) {
        return Integer.parseInt(text(name, Integer.toString(otherwise)));
    }

    static InetAddress host() throws Exception {
        return InetAddress.getByName(text("HOST", "0.0.0.0"));
    }
}
