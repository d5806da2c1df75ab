package io.encore.seating;

import io.encore.lite.Lite;
import io.micronaut.runtime.Micronaut;

/** Knows the seats of every event. */
public final class Application {
    private Application() {}

    public static void main(String[] args) throws Exception {
        Lite.serve();
        Micronaut.build(args).mainClass(Application.class).banner(false).start();
    }
}
