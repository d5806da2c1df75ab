package io.explainerror.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.drools.base.base.ClassFieldInspector;
import org.drools.base.base.ValueResolver;
import org.drools.base.base.ValueType;
import org.drools.base.base.extractors.BaseObjectClassFieldReader;
import org.drools.base.base.extractors.SelfReferenceClassFieldReader;
import org.drools.base.rule.accessor.ReadAccessor;
import org.drools.base.rule.accessor.WriteAccessor;
import org.drools.core.base.ClassFieldAccessorCache.CacheEntry;
import org.drools.core.base.FieldAccessorFactory;
import org.drools.mvel.accessors.BaseBooleanClassFieldReader;
import org.drools.mvel.accessors.BaseDecimalClassFieldReader;
import org.drools.mvel.accessors.BaseWholeNumberClassFieldReader;
import org.drools.mvel.accessors.ClassFieldAccessorStore;
import org.jspecify.annotations.Nullable;

/// Reads the properties of facts through their methods, where Drools would generate a class for each: a native image
/// cannot. Found by Drools through `META-INF/services`.
///
/// Every join reads through here, so this is also where a judgement that has overrun its time is stopped.
public final class FactReaders implements FieldAccessorFactory {

    /// Above that of the factory that generates classes.
    @Override
    public int servicePriority() {
        return 10;
    }

    @Override
    public @Nullable ReadAccessor getClassFieldReader(Class<?> type, String property, CacheEntry cache) {
        if (property.equals("this")) {
            return new SelfReferenceClassFieldReader(type);
        }
        ClassFieldInspector inspector = inspector(type, cache);
        Method method = inspector.getGetterMethods().get(property);
        Class<?> value = inspector.getFieldType(property);
        if (method == null || value == null) {
            return null;
        }
        int index = inspector.getFieldNames().getOrDefault(property, 0);
        ValueType valueType = ValueType.determineValueType(value);
        if (value == boolean.class) {
            return new Flag(index, value, valueType, method);
        }
        if (value == double.class || value == float.class) {
            return new Decimal(index, value, valueType, method);
        }
        return value.isPrimitive()
                ? new Whole(index, value, valueType, method)
                : new Reference(index, value, valueType, method);
    }

    @Override
    public WriteAccessor getClassFieldWriter(Class<?> type, String property, CacheEntry cache) {
        throw new UnsupportedOperationException("facts are immutable: " + type.getName() + "." + property);
    }

    private static ClassFieldInspector inspector(Class<?> type, CacheEntry cache) {
        try {
            return ClassFieldAccessorStore.getClassFieldInspector(type, cache);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot inspect " + type.getName(), e);
        }
    }

    static Object read(Method method, Object fact, Object... arguments) {
        if (Thread.currentThread().isInterrupted()) {
            throw new TimeLimit.Stopped();
        }
        try {
            return method.invoke(fact, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(method + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " is not accessible", e);
        }
    }

    private static final class Reference extends BaseObjectClassFieldReader {
        private static final long serialVersionUID = 1L;
        private final transient Method method;

        Reference(int index, Class<?> type, ValueType valueType, Method method) {
            super(index, type, valueType);
            this.method = method;
        }

        @Override
        public Object getValue(ValueResolver resolver, Object fact) {
            return read(method, fact);
        }
    }

    private static final class Decimal extends BaseDecimalClassFieldReader {
        private static final long serialVersionUID = 1L;
        private final transient Method method;

        Decimal(int index, Class<?> type, ValueType valueType, Method method) {
            super(index, type, valueType);
            this.method = method;
        }

        @Override
        public double getDecimalValue(ValueResolver resolver, Object fact) {
            return ((Number) read(method, fact)).doubleValue();
        }

        @Override
        public String getNativeReadMethodName() {
            return "getDecimalValue";
        }
    }

    private static final class Whole extends BaseWholeNumberClassFieldReader {
        private static final long serialVersionUID = 1L;
        private final transient Method method;

        Whole(int index, Class<?> type, ValueType valueType, Method method) {
            super(index, type, valueType);
            this.method = method;
        }

        @Override
        public long getWholeNumberValue(ValueResolver resolver, Object fact) {
            return ((Number) read(method, fact)).longValue();
        }

        @Override
        public String getNativeReadMethodName() {
            return "getWholeNumberValue";
        }
    }

    private static final class Flag extends BaseBooleanClassFieldReader {
        private static final long serialVersionUID = 1L;
        private final transient Method method;

        Flag(int index, Class<?> type, ValueType valueType, Method method) {
            super(index, type, valueType);
            this.method = method;
        }

        @Override
        public boolean getBooleanValue(ValueResolver resolver, Object fact) {
            return (Boolean) read(method, fact);
        }

        @Override
        public String getNativeReadMethodName() {
            return "getBooleanValue";
        }
    }
}
