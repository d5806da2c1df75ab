package io.explainerror;

import io.quarkus.runtime.annotations.QuarkusMain;

/// Where the program starts.
@QuarkusMain
public final class Main {
    private Main() {}

    /// @param args the command line
    public static void main(String... args) {
        System.err.println("explainerror");
    }
}
