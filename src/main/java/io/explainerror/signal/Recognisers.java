package io.explainerror.signal;

import io.explainerror.intake.Text;
import io.explainerror.model.CatalogueProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The compiled catalogue of recognisers: immutable, shared by all threads.
public final class Recognisers {
    private final Map<String, String> kinds;
    private final List<Recogniser> recognisers;
    private final List<CatalogueProblem> problems;
    private final LiteralIndex index;
    private final List<List<CompiledRecogniser>> byLiteral = new ArrayList<>();

    private Recognisers(RecogniserReader reader) {
        this.kinds = reader.kinds();
        this.recognisers = reader.recognisers();
        this.problems = reader.problems();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Literal> literals = new ArrayList<>();
        for (int i = 0; i < recognisers.size(); i++) {
            Recogniser recogniser = recognisers.get(i);
            CompiledRecogniser compiled = new CompiledRecogniser(
                    recogniser,
                    i,
                    numbers(recogniser.contains(), recogniser.ignoreCase(), numbers, literals),
                    numbers(recogniser.all(), recogniser.ignoreCase(), numbers, literals),
                    recogniser.pattern().isEmpty()
                            ? null
                            : new LinePattern(recogniser.pattern(), recogniser.ignoreCase()));
            for (int literal : compiled.contains()) {
                byLiteral.get(literal).add(compiled);
            }
        }
        this.index = new LiteralIndex(literals);
    }

    /// Reads and compiles a catalogue. What is wrong with it stands in [#problems()]; the entries without a problem
    /// work nevertheless, so whoever must not run with a broken catalogue looks at the problems first.
    ///
    /// @param files path relative to the rule folder (`recognisers/http.yaml`) and YAML text;
    ///              `recognisers/kinds.yaml` declares the kinds; files outside `recognisers/` are not read
    public static Recognisers compile(Map<String, String> files) {
        return new Recognisers(RecogniserReader.read(files));
    }

    /// Everything wrong with the files, in their order; empty when all is well.
    public List<CatalogueProblem> problems() {
        return problems;
    }

    /// All recognisers, in the order of the files' names and of their entries.
    public List<Recogniser> recognisers() {
        return recognisers;
    }

    /// The declared symptom kinds with their meanings, in the order of the file.
    public Map<String, String> kinds() {
        return kinds;
    }

    /// A scanner for one thread: it keeps buffers, so create one per chunk and not per record.
    public RecogniserScanner scanner() {
        return new RecogniserScanner(this);
    }

    /// All recognisers that match one text; for many texts take a [#scanner()].
    public List<Hit> scan(Text text) {
        return scanner().scan(text);
    }

    /// Frees what trying them out has left behind: a compiled expression and a machine for each of them.
    void forgetPatterns() {
        byLiteral.stream().flatMap(List::stream).forEach(CompiledRecogniser::forgetPattern);
    }

    LiteralIndex index() {
        return index;
    }

    List<CompiledRecogniser> with(int literal) {
        return byLiteral.get(literal);
    }

    private int[] numbers(
            List<String> texts, boolean ignoreCase, Map<String, Integer> numbers, List<Literal> literals) {
        return texts.stream()
                .distinct()
                .mapToInt(text -> numbers.computeIfAbsent((ignoreCase ? "i" : "c") + text, _ -> {
                    literals.add(Literal.of(text, ignoreCase));
                    byLiteral.add(new ArrayList<>());
                    return literals.size() - 1;
                }))
                .toArray();
    }
}
