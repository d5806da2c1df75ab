package io.explainerror;

/// Tells the native binary from its builder and from a JVM, as GraalVM documents it.
final class NativeBinary {
    private static final String PROPERTY = "org.graalvm.nativeimage.imagecode";

    private NativeBinary() {}

    static boolean isThis() {
        return "runtime".equals(System.getProperty(PROPERTY));
    }

    static boolean isBeingBuilt() {
        return "buildtime".equals(System.getProperty(PROPERTY));
    }
}
