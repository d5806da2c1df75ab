package io.explainerror.rules;

import java.util.Map;
import org.drools.base.base.ClassObjectType;
import org.drools.base.base.ValueType;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.Pattern;
import org.drools.base.rule.accessor.FieldValue;
import org.drools.base.rule.accessor.ReadAccessor;
import org.drools.base.rule.constraint.Constraint;
import org.drools.base.util.index.ConstraintTypeOperator;
import org.drools.compiler.compiler.AnalysisResult;
import org.drools.compiler.rule.builder.EvaluatorWrapper;
import org.drools.compiler.rule.builder.RuleBuildContext;
import org.drools.drl.ast.descr.LiteralRestrictionDescr;
import org.drools.drl.ast.descr.OperatorDescr;
import org.drools.drl.ast.descr.PredicateDescr;
import org.drools.mvel.MVELConstraintBuilder;

/// Makes the constraints of rules: a [DirectConstraint] where the condition is simple, what Drools makes otherwise.
/// Found by Drools through `META-INF/services`.
public final class DirectConstraints extends MVELConstraintBuilder {

    /// Above that of the builder that it extends.
    @Override
    public int servicePriority() {
        return 10;
    }

    @Override
    public Constraint buildLiteralConstraint(
            RuleBuildContext context,
            Pattern pattern,
            ValueType valueType,
            FieldValue field,
            String expression,
            String left,
            String operator,
            boolean negated,
            String right,
            ReadAccessor extractor,
            LiteralRestrictionDescr restriction,
            Map<String, OperatorDescr> aliases) {
        if (!negated && aliases.isEmpty() && pattern.getObjectType() instanceof ClassObjectType type) {
            var condition = DirectCondition.of(type.getClassType(), expression);
            if (condition.isPresent()) {
                return new DirectConstraint(
                        context.getPkg().getName(),
                        expression,
                        ConstraintTypeOperator.decode(operator, false),
                        field,
                        extractor,
                        condition.get());
            }
        }
        return super.buildLiteralConstraint(
                context,
                pattern,
                valueType,
                field,
                expression,
                left,
                operator,
                negated,
                right,
                extractor,
                restriction,
                aliases);
    }

    @Override
    public Constraint buildMvelConstraint(
            String packageName,
            String expression,
            Declaration[] declarations,
            EvaluatorWrapper[] operators,
            RuleBuildContext context,
            Declaration[] previous,
            Declaration[] local,
            PredicateDescr predicate,
            AnalysisResult analysis,
            boolean dynamic) {
        boolean alone = declarations.length == 0 && operators.length == 0;
        if (alone
                && context.getDeclarationResolver().peekBuildStack() instanceof Pattern pattern
                && pattern.getObjectType() instanceof ClassObjectType type) {
            var condition = DirectCondition.of(type.getClassType(), expression);
            if (condition.isPresent()) {
                return new DirectConstraint(
                        packageName, expression, ConstraintTypeOperator.UNKNOWN, null, null, condition.get());
            }
        }
        return super.buildMvelConstraint(
                packageName,
                expression,
                declarations,
                operators,
                context,
                previous,
                local,
                predicate,
                analysis,
                dynamic);
    }
}
