package org.drools.compiler.compiler;

import java.util.List;
import org.drools.base.definitions.InternalKnowledgePackage;
import org.drools.compiler.builder.impl.KnowledgeBuilderConfigurationImpl;
import org.drools.compiler.rule.builder.RuleBuildContext;
import org.drools.drl.ast.descr.FunctionDescr;
import org.drools.util.TypeResolver;
import org.kie.api.io.Resource;
import org.kie.internal.builder.KnowledgeBuilderResult;

/// Stands in for the dialect `java`, which every package builder starts, and which would need a Java compiler. Rules
/// and functions written in it are refused before they get here.
///
/// Lives in this package because the constructor of the class it extends is visible nowhere else.
public final class NoJavaDialect extends JavaDialectConfiguration {

    public NoJavaDialect(KnowledgeBuilderConfigurationImpl configuration) {
        super(configuration);
    }

    @Override
    public Dialect newDialect(
            ClassLoader rootClassLoader,
            KnowledgeBuilderConfigurationImpl configuration,
            PackageRegistry registry,
            InternalKnowledgePackage knowledgePackage) {
        return new Inert(rootClassLoader, registry, knowledgePackage);
    }

    private static final class Inert extends Dialect.DummyDialect {
        Inert(ClassLoader loader, PackageRegistry registry, InternalKnowledgePackage knowledgePackage) {
            super(loader, registry, knowledgePackage);
        }

        @Override
        public void compileAll() {}

        @Override
        public void addRule(RuleBuildContext context) {}

        @Override
        public List<KnowledgeBuilderResult> getResults() {
            return List.of();
        }

        @Override
        public void clearResults() {}

        @Override
        public void preCompileAddFunction(FunctionDescr function, TypeResolver resolver) {}

        @Override
        public void postCompileAddFunction(FunctionDescr function, TypeResolver resolver) {}

        @Override
        public void addFunction(FunctionDescr function, TypeResolver resolver, Resource resource) {}
    }
}
