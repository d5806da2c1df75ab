package io.explainerror.rules;

import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.ProblemKind;
import java.util.List;
import java.util.Set;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AccumulateDescr.AccumulateFunctionCallDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.GroupByDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.PatternSourceDescr;

/// Reads where a pattern takes its facts from when not from the session: `accumulate`, `collect`, `from $list`.
final class SourceReader {
    private static final Set<String> NUMBERS = Set.of("Number", "Long", "Integer", "Double");
    private static final Set<String> LISTS = Set.of("java.util.List", "java.util.Collection");
    private static final Set<String> OF_NUMBERS = Set.of("sum", "min", "max", "average");
    static final Set<String> FUNCTIONS = Set.of("count", "sum", "min", "max", "average", "collectList", "collectSet");

    private final ConditionReader conditions;

    SourceReader(ConditionReader conditions) {
        this.conditions = conditions;
    }

    /// @return the type of what the pattern receives
    Class<?> read(PatternDescr pattern, PatternSourceDescr source, Scope scope, Joins joins) {
        return switch (source) {
            case GroupByDescr _ -> throw new Refused(0, "`groupby` is not part of the language of rules");
            case AccumulateDescr accumulate -> accumulate(pattern, accumulate, scope, joins);
            case CollectDescr collect -> collect(pattern, collect, scope, joins);
            case FromDescr from -> from(pattern, from, scope);
            default ->
                throw new Refused(0, "`" + ConditionReader.wordFor(source) + "` is not part of the language of rules");
        };
    }

    private Class<?> accumulate(PatternDescr pattern, AccumulateDescr accumulate, Scope scope, Joins joins) {
        if (accumulate.getInitCode() != null || accumulate.getActionCode() != null || !accumulate.hasValidInput()) {
            throw new Refused(0, "`accumulate` takes functions here, no code of its own: " + FUNCTIONS);
        }
        Scope inner = scope.inner();
        conditions.read(accumulate.getInput(), inner, joins.inner());
        Class<?> result = Object.class;
        for (AccumulateFunctionCallDescr call : accumulate.getFunctions()) {
            result = function(accumulate, call, inner);
            if (call.getBind() != null) {
                scope.bind(0, new Binding(call.getBind(), result, 0));
            }
        }
        return pattern.getObjectType().equals("Object") ? Object.class : result(pattern, result);
    }

    private Class<?> function(AccumulateDescr accumulate, AccumulateFunctionCallDescr call, Scope inner) {
        String name = call.getFunction();
        if (!FUNCTIONS.contains(name)) {
            throw new Refused(0, "unknown accumulate function `" + name + "`." + DidYouMean.hint(name, FUNCTIONS));
        }
        for (String argument : call.getParams()) {
            Term term = conditions.value(accumulate, argument, inner);
            if (OF_NUMBERS.contains(name) && !term.isNumber()) {
                throw new Refused(
                        ProblemKind.TYPE_MISMATCH, 0, "`" + name + "` needs a number, but received " + term.shown());
            }
        }
        return name.startsWith("collect") ? List.class : double.class;
    }

    private static Class<?> result(PatternDescr pattern, Class<?> result) {
        String name = pattern.getObjectType();
        Set<String> expected = result == List.class ? LISTS : NUMBERS;
        if (!expected.contains(name)) {
            throw new Refused(
                    0, "the result of this accumulate is " + expected + ", but the condition expects `" + name + "`");
        }
        return result;
    }

    private Class<?> collect(PatternDescr pattern, CollectDescr collect, Scope scope, Joins joins) {
        if (!LISTS.contains(pattern.getObjectType())) {
            throw new Refused(
                    0, "`collect` gives a java.util.List, but the condition expects `" + pattern.getObjectType() + "`");
        }
        conditions.read(collect.getInputPattern(), scope.inner(), joins.inner());
        return List.class;
    }

    private Class<?> from(PatternDescr pattern, FromDescr from, Scope scope) {
        Term list = conditions.value(pattern, String.valueOf(from.getDataSource()), scope);
        if (list.type() != List.class) {
            throw new Refused(0, "`from` takes the `$binding` of a list, but received " + list.shown());
        }
        return conditions.factType(pattern);
    }
}
