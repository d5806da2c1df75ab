package io.explainerror.rules;

import java.util.Objects;
import java.util.function.Predicate;
import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.accessor.FieldValue;
import org.drools.base.rule.accessor.ReadAccessor;
import org.drools.base.util.index.ConstraintTypeOperator;
import org.drools.mvel.MVELConstraint;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.FactHandle;

/// A constraint of Drools on one fact alone that asks a predicate instead of an interpreter. To the network it is
/// like any other: it is indexed, and shared by the rules that state the same.
@SuppressWarnings({"unchecked", "serial"}) // of the class it extends; a rule base is never serialised
final class DirectConstraint extends MVELConstraint {
    private final transient Predicate<Object> condition;

    /// @param field     the literal that it compares with, null when it is more than that
    /// @param extractor reads what is compared with it
    DirectConstraint(
            String packageName,
            String expression,
            ConstraintTypeOperator operator,
            @Nullable FieldValue field,
            @Nullable ReadAccessor extractor,
            Predicate<Object> condition) {
        super(packageName, expression, null, operator, field, extractor, null);
        this.condition = condition;
    }

    @Override
    protected boolean evaluate(FactHandle handle, ValueResolver resolver, BaseTuple tuple) {
        return condition.test(handle.getObject());
    }

    @Override
    public DirectConstraint clone() {
        DirectConstraint clone = new DirectConstraint(
                getPackageNames().iterator().next(),
                getExpression(),
                getConstraintType(),
                getField(),
                getFieldExtractor(),
                condition);
        clone.addPackageNames(getPackageNames());
        clone.setType(getType());
        return clone;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DirectConstraint constraint
                && getExpression().equals(constraint.getExpression())
                && getConstraintType() == constraint.getConstraintType()
                && Objects.equals(getField(), constraint.getField());
    }

    @Override
    public int hashCode() {
        return getExpression().hashCode();
    }
}
