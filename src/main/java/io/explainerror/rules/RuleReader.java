package io.explainerror.rules;

import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.ProblemKind;
import io.explainerror.model.RuleInfo;
import java.util.List;
import java.util.Optional;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.QueryDescr;
import org.drools.drl.ast.descr.RuleDescr;

/// Reads one rule: metadata, conditions, consequence, sentence.
final class RuleReader {
    private static final double MAX_WEIGHT = 5;

    private final String file;
    private final String text;
    private final Words words;
    private final Problems problems;

    RuleReader(String file, String text, Words words, Problems problems) {
        this.file = file;
        this.text = text;
        this.words = words;
        this.problems = problems;
    }

    Optional<DraftRule> read(RuleDescr rule) {
        Place header = SourceText.lineOf(file, text, Math.max(1, rule.getLine()));
        if (rule instanceof QueryDescr) {
            problems.add(ProblemKind.NOT_IN_LANGUAGE, header, "queries are not part of the language of rules");
            return Optional.empty();
        }
        refuseExtras(rule, header);
        Metadata metadata = new Metadata(rule, file, text, problems);
        String pattern = pattern(metadata);
        double weight = weight(metadata);
        String says = metadata.required("says");
        String ask = ask(metadata);
        Scope scope = new Scope();
        long before = problems.errors();
        ConditionReader conditions = new ConditionReader(file, words, problems);
        conditions.read(rule.getLhs(), scope, new Joins());
        if (problems.errors() > before) {
            // what a broken condition should have bound would only be missed again
            return Optional.empty();
        }
        List<Call> calls = calls(rule, scope);
        if (weight != 0) {
            calls.forEach(call -> checkSign(metadata, weight, call));
        }
        RuleInfo info = new RuleInfo(
                rule.getName(),
                pattern,
                weight,
                metadata.text("group").orElse(rule.getName()),
                says,
                ask,
                file,
                header.line());
        DraftRule.Source source = new DraftRule.Source(
                header,
                metadata.placeOf("group"),
                metadata.text("group").isPresent(),
                SameCondition.of(rule.getLhs()).orElse(""),
                conditions.kinds());
        return sentence(info, metadata, calls, scope).map(sentence -> new DraftRule(info, sentence, calls, source));
    }

    private void refuseExtras(RuleDescr rule, Place header) {
        for (AttributeDescr attribute : rule.getAttributes().values()) {
            boolean mvel = attribute.getName().equals("dialect")
                    && attribute.getValue().equals("mvel");
            if (!mvel) {
                problems.add(
                        ProblemKind.RULE_ATTRIBUTE,
                        SourceText.placeOf(file, text, attribute.getName(), header.line()),
                        "rule \"" + rule.getName() + "\": the attribute `" + attribute.getName()
                                + "` is not part of the language of rules: rules run once each, in no order");
            }
        }
        if (rule.hasParent()) {
            problems.add(
                    ProblemKind.NOT_IN_LANGUAGE,
                    header,
                    "rule \"" + rule.getName() + "\": `extends` is not part of the language of rules");
        }
        if (!rule.getNamedConsequences().isEmpty()) {
            problems.add(
                    ProblemKind.NOT_IN_LANGUAGE,
                    header,
                    "rule \"" + rule.getName() + "\": named consequences are not part of the language");
        }
    }

    private List<Call> calls(RuleDescr rule, Scope scope) {
        String consequence = String.valueOf(rule.getConsequence()).strip();
        Place start = SourceText.placeOf(file, text, consequence, Math.max(1, rule.getConsequenceLine()));
        try {
            return new ConsequenceReader(consequence, words, scope).calls();
        } catch (Refused e) {
            problems.add(e.kind(), start.at(consequence, e.offset()), "rule \"" + rule.getName() + "\": " + e.why());
            return List.of();
        }
    }

    private String pattern(Metadata metadata) {
        String pattern = metadata.required("pattern");
        if (!pattern.isEmpty() && !words.patterns().contains(pattern)) {
            metadata.problem(
                    ProblemKind.UNKNOWN_PATTERN,
                    "pattern",
                    "unknown pattern `" + pattern + "`: there is no file patterns/" + pattern + ".yaml."
                            + DidYouMean.hint(pattern, words.patterns()));
        }
        return pattern;
    }

    private String ask(Metadata metadata) {
        String recipe = metadata.text("ask").orElse("");
        if (!recipe.isEmpty() && !words.recipes().isEmpty() && !words.recipes().contains(recipe)) {
            metadata.problem(
                    ProblemKind.UNKNOWN_RECIPE,
                    "ask",
                    "unknown recipe `" + recipe + "`." + DidYouMean.hint(recipe, words.recipes()));
        }
        return recipe;
    }

    /// 0, with a problem, when it is none.
    private static double weight(Metadata metadata) {
        String written = metadata.required("weight");
        if (written.isEmpty()) {
            return 0;
        }
        double weight;
        try {
            weight = Double.parseDouble(written);
        } catch (NumberFormatException e) {
            weight = Double.NaN;
        }
        if (!(Math.abs(weight) <= MAX_WEIGHT) || weight == 0) {
            metadata.problem(
                    ProblemKind.WEIGHT_OUT_OF_RANGE,
                    "weight",
                    "expected log-odds from -5 to 5 and not 0, e.g. @weight( 1.6 ), but received " + written);
            return 0;
        }
        return weight;
    }

    private static void checkSign(Metadata metadata, double weight, Call call) {
        boolean against = call.kind() == Call.Kind.CONTRADICTS;
        if (against != weight < 0) {
            metadata.problem(
                    ProblemKind.WEIGHT_SIGN,
                    "weight",
                    against
                            ? "a rule that contradicts needs a weight below 0, but received " + weight
                            : "a rule that supports or links needs a weight above 0, but received " + weight
                                    + ": use judge.contradicts to speak against a pattern");
        }
    }

    private Optional<Sentence> sentence(RuleInfo info, Metadata metadata, List<Call> calls, Scope scope) {
        boolean blames = !calls.isEmpty() && calls.stream().allMatch(Call::blames);
        boolean causes = !calls.isEmpty() && calls.stream().allMatch(call -> call.kind() == Call.Kind.CAUSES);
        try {
            return Optional.of(Sentence.read(info.says(), scope, blames || calls.isEmpty(), causes || calls.isEmpty()));
        } catch (Refused e) {
            metadata.problem(e.kind(), "says", e.why());
            return Optional.empty();
        }
    }
}
