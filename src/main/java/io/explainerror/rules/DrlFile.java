package io.explainerror.rules;

import io.explainerror.model.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/// One `.drl` file: parsed once, and what was checked is what gets compiled.
final class DrlFile {
    private static final String PACKAGE = "patterns";
    private static final String IMPORT = "io.explainerror.model.*";
    private static final String GLOBAL = Bench.class.getName();
    private static final int MAX_LENGTH = 512 * 1024;
    private static final int MAX_DEPTH = 40;

    private final String name;
    private final String text;
    private final Problems problems;

    DrlFile(String name, String text, Problems problems) {
        this.name = name;
        this.text = text;
        this.problems = problems;
    }

    /// Reads its rules.
    ///
    /// @return null when there are problems
    @Nullable
    Checked read(Words words) {
        try {
            tooDeep();
            PackageDescr parsed = parse();
            if (parsed == null) {
                return null;
            }
            prelude(parsed);
            RuleReader reader = new RuleReader(name, text, words, problems);
            List<DraftRule> rules = new ArrayList<>();
            parsed.getRules().forEach(rule -> reader.read(rule).ifPresent(rules::add));
            return new Checked(name, text, parsed, rules);
        } catch (Refused e) {
            problems.add(new Place(name, 1, 1).at(text, e.offset()), e);
        } catch (StackOverflowError e) {
            problems.add(ProblemKind.UNREADABLE, new Place(name, 0, 0), "the file is nested too deeply to be read");
        }
        return null;
    }

    /// The parser is recursive: what is nested without end would end its stack. Brackets in texts count too, which is
    /// no harm as they are closed there as a rule.
    private void tooDeep() {
        if (text.length() > MAX_LENGTH) {
            throw new Refused(
                    ProblemKind.UNREADABLE, 0, "the file is longer than " + MAX_LENGTH + " characters: split it");
        }
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
            if (depth > MAX_DEPTH) {
                throw new Refused(
                        ProblemKind.UNREADABLE, at, "brackets are nested deeper than " + MAX_DEPTH + " levels");
            }
        }
    }

    private @Nullable PackageDescr parse() {
        DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
        try {
            PackageDescr parsed = parser.parse(null, text);
            parser.getErrors().forEach(this::syntax);
            return parser.hasErrors() ? null : parsed;
        } catch (DroolsParserException | RuntimeException e) {
            if (!parser.hasErrors()) {
                problems.add(ProblemKind.DRL_SYNTAX, new Place(name, 0, 0), "not readable as DRL: " + e.getMessage());
            }
            parser.getErrors().forEach(this::syntax);
            return null;
        }
    }

    private void syntax(DroolsError error) {
        int line = error.getLines().length > 0 ? Math.max(0, error.getLines()[0]) : 0;
        SyntaxHint hint = SyntaxHint.of(error.getMessage(), line(line));
        Place place = hint.column() > 0
                ? new Place(name, hint.line(), hint.column())
                : SourceText.lineOf(name, text, Math.max(1, line));
        problems.add(ProblemKind.DRL_SYNTAX, place, hint.message());
    }

    private String line(int number) {
        return text.lines().skip(Math.max(0, number - 1)).findFirst().orElse("");
    }

    private void prelude(PackageDescr parsed) {
        if (!PACKAGE.equals(parsed.getName())) {
            refuse(1, "expected `package patterns;`, but received `package " + parsed.getName() + ";`");
        }
        for (ImportDescr each : parsed.getImports()) {
            if (!IMPORT.equals(each.getTarget())) {
                refuse(
                        each.getLine(),
                        "the only import of a rule file is `import " + IMPORT + ";`, but received `" + each.getTarget()
                                + "`");
            }
        }
        parsed.getGlobals().forEach(each -> {
            if (!each.getType().equals(GLOBAL) || !each.getIdentifier().equals("judge")) {
                refuse(
                        each.getLine(),
                        "the only global is `global " + GLOBAL + " judge;`, but received `" + each.getType() + " "
                                + each.getIdentifier() + "`");
            }
        });
        if (parsed.getImports().isEmpty() || parsed.getGlobals().isEmpty()) {
            refuse(
                    1,
                    "expected the three lines `package patterns;`, `import " + IMPORT + ";`, `global " + GLOBAL
                            + " judge;` at the top");
        }
        for (AttributeDescr each : parsed.getAttributes()) {
            refuse(
                    ProblemKind.RULE_ATTRIBUTE,
                    each.getLine(),
                    "the attribute `" + each.getName() + "` is not part of the language of rules");
        }
        declarations(parsed);
    }

    private void declarations(PackageDescr parsed) {
        parsed.getFunctionImports()
                .forEach(each -> refuse(each.getLine(), "function imports are not part of the language of rules"));
        parsed.getAccumulateImports()
                .forEach(each -> refuse(each.getLine(), "accumulate imports are not part of the language of rules"));
        parsed.getFunctions()
                .forEach(each -> refuse(each.getLine(), "functions are not part of the language of rules"));
        parsed.getTypeDeclarations()
                .forEach(each -> refuse(each.getLine(), "`declare` is not part of the language of rules"));
        parsed.getEnumDeclarations()
                .forEach(each -> refuse(each.getLine(), "`declare` is not part of the language of rules"));
        parsed.getEntryPointDeclarations()
                .forEach(each -> refuse(each.getLine(), "entry points are not part of the language of rules"));
        parsed.getWindowDeclarations()
                .forEach(each -> refuse(each.getLine(), "windows are not part of the language of rules"));
        if (parsed.getUnit() != null) {
            refuse(1, "rule units are not part of the language of rules");
        }
    }

    private void refuse(int line, String why) {
        refuse(ProblemKind.NOT_IN_LANGUAGE, line, why);
    }

    private void refuse(ProblemKind kind, int line, String why) {
        problems.add(kind, SourceText.lineOf(name, text, Math.max(1, line)), why);
    }

    /// A file that keeps to the language.
    record Checked(String name, String text, PackageDescr parsed, List<DraftRule> rules) {
        /// One of its rules as it is written.
        String source(DraftRule rule) {
            List<String> lines = text.lines().skip(rule.info().line() - 1L).toList();
            int end = 0;
            while (end < lines.size() && !lines.get(end).strip().equals("end")) {
                end++;
            }
            return String.join("\n", lines.subList(0, Math.min(end + 1, lines.size())));
        }
    }
}
