package io.explainerror.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeClassInitialization;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/// Tells the builder of the native binary what cannot be seen in the code: what rules call by name, and what Drools
/// makes by name when it compiles them. Named in `META-INF/native-image`; nothing on the JVM.
public final class NativeRules implements Feature {
    /// Where Drools lists the classes of its operators and functions.
    private static final List<String> LISTS =
            List.of("META-INF/kie.default.properties.conf", "META-INF/kie.default.mvel.properties.conf");

    private static final String FUNCTION = "drools.accumulate.function.";

    /// Reads Java in consequences, which ours never have: its tables would be 8 MB of the binary.
    private static final String JAVA_LEXER = "org.drools.compiler.rule.builder.dialect.java.parser.JavaLexer";

    /// What Drools makes by name besides.
    private static final List<String> MADE_BY_NAME = List.of(
            "org.drools.core.runtime.rule.impl.DefaultConsequenceExceptionHandler",
            "org.drools.core.common.ClassAwareObjectStore",
            "org.mvel2.optimizers.impl.refl.ReflectiveAccessorOptimizer",
            "java.util.ArrayList");

    @Override
    public String getDescription() {
        return "what rules may reach";
    }

    /// Drools asks MicroProfile Config for its settings when the first rules are compiled. Here that happens while the
    /// binary is built, which would freeze the builder's own environment into it: Drools is led to system
    /// properties.
    @Override
    public void afterRegistration(AfterRegistrationAccess access) {
        RuntimeClassInitialization.initializeAtRunTime(access.findClassByName(JAVA_LEXER));
        ConfigProviderResolver.setInstance(new NoConfig());
        try {
            Class.forName("org.drools.util.Config$ConfigResolverHolder");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Drools reads its settings in another way now", e);
        } finally {
            ConfigProviderResolver.setInstance(null);
        }
    }

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        Reachable.types().forEach(RuntimeReflection::register);
        Reachable.methods().forEach(RuntimeReflection::register);
        Reachable.constants().forEach(RuntimeReflection::register);
        MADE_BY_NAME.forEach(name -> instantiable(access, name));
        for (String list : LISTS) {
            RuntimeResourceAccess.addResource(Engine.class.getModule(), list);
            classes(list).forEach(name -> instantiable(access, name));
        }
    }

    private static void instantiable(BeforeAnalysisAccess access, String name) {
        Class<?> type = access.findClassByName(name);
        if (type == null) {
            return;
        }
        RuntimeReflection.register(type);
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 0) {
                RuntimeReflection.register(constructor);
            }
        }
    }

    /// The functions of `accumulate` that Drools knows, and the classes that it makes for them.
    static Map<String, String> functions() {
        Map<String, String> functions = new TreeMap<>();
        LISTS.forEach(list -> read(list).forEach((key, type) -> {
            if (key.toString().startsWith(FUNCTION)) {
                functions.put(key.toString().substring(FUNCTION.length()), type.toString());
            }
        }));
        return functions;
    }

    private static List<String> classes(String list) {
        return read(list).values().stream()
                .map(Object::toString)
                .filter(value -> value.startsWith("org.drools."))
                .toList();
    }

    private static Properties read(String list) {
        Properties lines = new Properties();
        try (InputStream in = NativeRules.class.getClassLoader().getResourceAsStream(list)) {
            lines.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(list, e);
        }
        return lines;
    }

    private static final class NoConfig extends ConfigProviderResolver {
        @Override
        public Config getConfig() {
            throw new IllegalStateException("none here");
        }

        @Override
        public Config getConfig(ClassLoader loader) {
            return getConfig();
        }

        @Override
        public ConfigBuilder getBuilder() {
            throw new IllegalStateException("none here");
        }

        @Override
        public void registerConfig(Config config, ClassLoader loader) {}

        @Override
        public void releaseConfig(Config config) {}
    }
}
