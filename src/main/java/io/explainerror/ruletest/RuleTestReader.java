package io.explainerror.ruletest;

import io.explainerror.catalogue.CatalogueException;
import io.explainerror.catalogue.CatalogueNode;
import io.explainerror.model.Signal;
import io.explainerror.model.Verdict;
import io.explainerror.ruletest.RuleTest.Situation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a file of rule tests: a list of situations, each with what is expected of the judgement.
final class RuleTestReader {
    private static final Set<String> TEST = Set.of("name", "signals", "bundle", "expect", "not");
    private static final Set<String> EXPECT =
            Set.of("pattern", "service", "confidence", "verdict", "fires", "notFires", "missing", "actions");
    private static final Pattern BOUND = Pattern.compile("(>=|<=|>|<)\\s*(0|1|[01]?\\.\\d+)");
    private static final Pattern AS_PRIMARY = Pattern.compile("\\s+as primary$");

    private final Vocabulary vocabulary;
    private final Set<String> rules;
    private final SignalShorthand signals;
    private final boolean bundlesMayBeAway;

    RuleTestReader(Vocabulary vocabulary) {
        this(vocabulary, false);
    }

    /// @param bundlesMayBeAway whether a test may be about a bundle that is not there
    RuleTestReader(Vocabulary vocabulary, boolean bundlesMayBeAway) {
        this.bundlesMayBeAway = bundlesMayBeAway;
        this.vocabulary = vocabulary;
        this.rules = vocabulary.ruleNames();
        this.signals = new SignalShorthand(vocabulary.kinds());
    }

    /// @param file   as the user named it; bundles are looked for from its folder
    /// @throws CatalogueException when it is no list of tests
    List<RuleTest> read(Path file, String yaml) {
        return read(file.toString(), file, yaml);
    }

    /// @param name what to call the file
    /// @param file where it is
    List<RuleTest> read(String name, Path file, String yaml) {
        List<RuleTest> tests = new ArrayList<>();
        for (CatalogueNode node : CatalogueNode.parse(name, yaml).list()) {
            tests.add(test(file, node));
        }
        return tests;
    }

    private RuleTest test(Path file, CatalogueNode node) {
        Fields fields = Fields.of(node, "a rule test", TEST);
        Expectation expected = expectation(fields);
        return new RuleTest(node.file(), node.line(), fields.text("name"), situation(file, node, fields), expected);
    }

    private Situation situation(Path file, CatalogueNode node, Fields fields) {
        if (fields.has("signals") == fields.has("bundle")) {
            throw node.problem("expected either `signals` or `bundle`");
        }
        if (fields.has("bundle")) {
            Path bundle = file.resolveSibling(fields.text("bundle")).normalize();
            if (!bundlesMayBeAway && !Files.isDirectory(bundle)) {
                throw fields.required("bundle").problem("expected a bundle's folder, but there is none: " + bundle);
            }
            return new Situation.Bundle(bundle);
        }
        List<Signal> given =
                fields.required("signals").list().stream().map(signals::read).toList();
        return new Situation.Written(given);
    }

    private Expectation expectation(Fields test) {
        Set<String> patterns = vocabulary.patterns();
        List<String> not = new ArrayList<>();
        for (CatalogueNode node : test.elements("not")) {
            String id = AS_PRIMARY.matcher(node.text()).replaceFirst("");
            not.add(known(node, id, "pattern", patterns));
        }
        CatalogueNode at = test.or("expect", given -> given, test.node());
        Fields expect = test.has("expect") ? Fields.of(at, "`expect`", EXPECT) : Fields.none(at);
        if (expect.isEmpty() && not.isEmpty()) {
            throw at.problem("expected something under `expect` or `not`: this test could never fail");
        }
        return new Expectation(
                expect.or(
                        "pattern",
                        node -> Optional.of(known(node, node.text(), "pattern", patterns)),
                        Optional.empty()),
                expect.or("service", node -> Optional.of(node.text()), Optional.empty()),
                expect.elements("confidence").stream()
                        .map(RuleTestReader::bound)
                        .toList(),
                verdicts(expect.elements("verdict")),
                not,
                rules(expect.elements("fires")),
                rules(expect.elements("notFires")),
                rules(expect.elements("missing")),
                expect.texts("actions"));
    }

    private List<String> rules(List<CatalogueNode> nodes) {
        return nodes.stream()
                .map(node -> known(node, node.text(), "rule", rules))
                .toList();
    }

    private static String known(CatalogueNode at, String word, String what, Collection<String> known) {
        return Fields.known(at, word, "unknown " + what, known);
    }

    private static Expectation.Bound bound(CatalogueNode at) {
        Matcher matcher = BOUND.matcher(at.text());
        if (!matcher.matches()) {
            throw at.problem("expected a bound such as \">= 0.7\", but received `" + at.text() + "`");
        }
        return new Expectation.Bound(matcher.group(1), Double.parseDouble(matcher.group(2)));
    }

    private static Set<Verdict> verdicts(List<CatalogueNode> nodes) {
        Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
        nodes.forEach(node -> verdicts.add(Fields.constant(node, "verdict", Verdict.values(), Verdict::name)));
        return verdicts;
    }
}
