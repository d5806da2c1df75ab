package io.explainerror.catalogue;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemKind;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.representer.Representer;

/// A value of a catalogue file that knows where it stands. Every accessor throws [CatalogueException] with file, line
/// and column when the value is not what the caller expects.
public final class CatalogueNode {
    /// A catalogue file larger than this is a mistake: 4 MiB.
    static final int MAX_CODE_POINTS = 4 * 1024 * 1024;

    private final String file;
    private final Node node;

    private CatalogueNode(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /// Parses one YAML document.
    ///
    /// @param file name used in messages, relative to the rule folder
    public static CatalogueNode parse(String file, String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CODE_POINTS);
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(20);
        DumperOptions dumper = new DumperOptions();
        try {
            Node root = new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options)
                    .compose(new StringReader(yaml));
            if (root == null) {
                throw new CatalogueException(new CatalogueProblem(
                        ProblemKind.YAML_SYNTAX, file, 1, 1, "the file is empty: expected a YAML list or mapping"));
            }
            return new CatalogueNode(file, root);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new CatalogueException(new CatalogueProblem(
                    ProblemKind.YAML_SYNTAX,
                    file,
                    mark == null ? 0 : mark.getLine() + 1,
                    mark == null ? 0 : mark.getColumn() + 1,
                    "not valid YAML: " + e.getProblem()));
        } catch (org.yaml.snakeyaml.error.YAMLException e) {
            throw new CatalogueException(
                    new CatalogueProblem(ProblemKind.YAML_SYNTAX, file, 0, 0, "not valid YAML: " + e.getMessage()));
        }
    }

    /// The file's name.
    public String file() {
        return file;
    }

    /// 1-based.
    public int line() {
        return node.getStartMark().getLine() + 1;
    }

    /// 1-based.
    public int column() {
        return node.getStartMark().getColumn() + 1;
    }

    /// A wrong value at this place, to throw.
    public CatalogueException problem(String message) {
        return problem(ProblemKind.WRONG_VALUE, message);
    }

    /// A problem at this place, to throw.
    public CatalogueException problem(ProblemKind kind, String message) {
        return new CatalogueException(new CatalogueProblem(kind, file, line(), column(), message));
    }

    /// The elements of a list.
    public List<CatalogueNode> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw problem("expected a list, but received " + kind());
        }
        List<CatalogueNode> elements = new ArrayList<>();
        sequence.getValue().forEach(n -> elements.add(new CatalogueNode(file, n)));
        return elements;
    }

    /// The entries of a mapping, in the order of the file.
    public Map<String, CatalogueNode> map() {
        if (!(node instanceof MappingNode mapping)) {
            throw problem("expected a mapping (key: value), but received " + kind());
        }
        Map<String, CatalogueNode> entries = new LinkedHashMap<>();
        mapping.getValue().forEach(tuple -> {
            CatalogueNode key = new CatalogueNode(file, tuple.getKeyNode());
            if (entries.put(key.text(), new CatalogueNode(file, tuple.getValueNode())) != null) {
                throw key.problem(ProblemKind.DUPLICATE_KEY, "the key `" + key.text() + "` stands here twice");
            }
        });
        return entries;
    }

    /// The keys of a mapping, in the order of the file: for messages about a key.
    public List<CatalogueNode> keys() {
        map();
        return ((MappingNode) node)
                .getValue().stream()
                        .map(tuple -> new CatalogueNode(file, tuple.getKeyNode()))
                        .toList();
    }

    /// The mapping's entries, refusing keys that nobody reads (they are usually misspelt).
    public Map<String, CatalogueNode> map(Set<String> known) {
        Map<String, CatalogueNode> entries = map();
        for (Map.Entry<String, CatalogueNode> entry : entries.entrySet()) {
            if (!known.contains(entry.getKey())) {
                throw entry.getValue()
                        .problem(
                                ProblemKind.UNKNOWN_KEY,
                                "unknown key `" + entry.getKey() + "`" + DidYouMean.aside(entry.getKey(), known)
                                        + ": expected one of "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()));
            }
        }
        return entries;
    }

    /// Whether this is a list.
    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /// A scalar as written.
    public String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw problem("expected a text, but received " + kind());
        }
        return scalar.getValue();
    }

    /// A scalar as a number.
    public double number() {
        try {
            return Double.parseDouble(text());
        } catch (NumberFormatException e) {
            throw problem("expected a number, but received `" + text() + "`");
        }
    }

    /// One text, or a list of texts.
    public List<String> texts() {
        return isList() ? list().stream().map(CatalogueNode::text).toList() : List.of(text());
    }

    /// The value of a key that must be there.
    public CatalogueNode required(String key) {
        return optional(key).orElseThrow(() -> problem(ProblemKind.MISSING_KEY, "expected a key `" + key + "`"));
    }

    /// The value of a key that may be absent.
    public Optional<CatalogueNode> optional(String key) {
        return Optional.ofNullable(map().get(key));
    }

    /// The text of a key that may be absent.
    public String text(String key, String otherwise) {
        return optional(key).map(CatalogueNode::text).orElse(otherwise);
    }

    private String kind() {
        return switch (node) {
            case MappingNode _ -> "a mapping";
            case SequenceNode _ -> "a list";
            case ScalarNode scalar -> "`" + scalar.getValue() + "`";
            default -> "something else";
        };
    }
}
