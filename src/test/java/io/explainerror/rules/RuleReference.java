package io.explainerror.rules;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import io.explainerror.model.Phase;
import io.explainerror.model.Severity;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The reference of facts for authors of rules, made of the Javadoc of the model: what is documented once is not
/// documented twice.
final class RuleReference {
    private final DocTrees docs;
    private final Map<String, TreePath> types = new TreeMap<>();
    private final StringBuilder out = new StringBuilder();

    private RuleReference(DocTrees docs, Iterable<? extends CompilationUnitTree> units) {
        this.docs = docs;
        for (CompilationUnitTree unit : units) {
            for (Tree type : unit.getTypeDecls()) {
                if (type instanceof ClassTree named) {
                    types.put(named.getSimpleName().toString(), TreePath.getPath(unit, type));
                }
            }
        }
    }

    /// @param sources the folder that holds `io/explainerror/model`
    static String ofSources(Path sources) throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "needs a JDK");
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> model = Stream.concat(FactTypes.ALL.stream(), Stream.of(Phase.class, Severity.class))
                    .map(type -> sources.resolve(type.getName().replace('.', '/') + ".java"))
                    .toList();
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, List.of(), null, files.getJavaFileObjectsFromPaths(model));
            RuleReference reference = new RuleReference(DocTrees.instance(task), task.parse());
            return reference.write();
        }
    }

    private String write() {
        out.append("""
                # What rules can ask

                Made of the Javadoc of the model by `RuleReferenceTest`; do not edit it by hand. [README.md](README.md) says how a
                rule is written. A *question* is true or false and stands alone in a condition: `Symptom( grows )`. Numbers
                are compared: `LatencyShift( during > 2000 )`.

                """);
        FactTypes.ALL.forEach(this::fact);
        constants(Phase.class);
        constants(Severity.class);
        return out.toString();
    }

    private void fact(Class<?> type) {
        DocCommentTree doc = docOf(path(type));
        out.append("## ").append(type.getSimpleName()).append("\n\n");
        out.append(text(doc.getFullBody())).append("\n\n");
        out.append("| ask | type | |\n| --- | --- | --- |\n");
        Map<String, String> components = doc.getBlockTags().stream()
                .filter(tag -> tag.getKind() == DocTree.Kind.PARAM)
                .map(ParamTree.class::cast)
                .collect(Collectors.toMap(param -> param.getName().toString(), param -> text(param.getDescription())));
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                if (FactTypes.properties(type).containsKey(component.getName())) {
                    row(
                            component.getName(),
                            word(component.getType()),
                            components.getOrDefault(component.getName(), ""));
                }
            }
        }
        FactTypes.properties(type).forEach((name, method) -> {
            if (!components.containsKey(name) && !isComponent(type, name)) {
                boolean question = method.getName().startsWith("is");
                row(question ? name : name + "()", question ? "question" : word(method.getReturnType()), said(method));
            }
        });
        if (type == io.explainerror.model.Symptom.class) {
            row("value( \"name\" )", "text", said("Symptom", "value"));
            row("number( \"name\" )", "number", said("Symptom", "number"));
        }
        out.append('\n');
    }

    private static boolean isComponent(Class<?> type, String name) {
        return type.isRecord()
                && Stream.of(type.getRecordComponents())
                        .anyMatch(component -> component.getName().equals(name));
    }

    private void row(String ask, String type, String meaning) {
        out.append("| `" + ask + "` | " + type + " | " + meaning.replace("|", "\\|") + " |\n");
    }

    private void constants(Class<? extends Enum<?>> type) {
        out.append("## ").append(type.getSimpleName()).append("\n\n");
        out.append(text(docOf(path(type)).getFullBody())).append("\n\n| constant | |\n| --- | --- |\n");
        TreePath declaration = path(type);
        for (Tree member : ((ClassTree) declaration.getLeaf()).getMembers()) {
            DocCommentTree doc =
                    member instanceof VariableTree ? docs.getDocCommentTree(new TreePath(declaration, member)) : null;
            if (member instanceof VariableTree constant && doc != null) {
                out.append("| `" + type.getSimpleName() + "." + constant.getName() + "` | " + text(doc.getFullBody())
                        + " |\n");
            }
        }
        out.append('\n');
    }

    private String said(Method method) {
        String own = said(method.getDeclaringClass().getSimpleName(), method.getName());
        return own.isEmpty() ? said("Signal", method.getName()) : own;
    }

    private String said(String type, String method) {
        TreePath declaration = types.get(type);
        if (declaration == null) {
            return "";
        }
        for (Tree member : ((ClassTree) declaration.getLeaf()).getMembers()) {
            if (member instanceof MethodTree found && found.getName().contentEquals(method)) {
                DocCommentTree doc = docs.getDocCommentTree(new TreePath(declaration, member));
                return doc == null ? "" : described(doc);
            }
        }
        return "";
    }

    private static String described(DocCommentTree doc) {
        String body = text(doc.getFullBody());
        return !body.isEmpty()
                ? body
                : doc.getBlockTags().stream()
                        .filter(tag -> tag instanceof ReturnTree)
                        .map(tag -> text(((ReturnTree) tag).getDescription()))
                        .collect(Collectors.joining());
    }

    private TreePath path(Class<?> type) {
        return Objects.requireNonNull(types.get(type.getSimpleName()), type.getSimpleName());
    }

    private DocCommentTree docOf(TreePath path) {
        @Nullable DocCommentTree doc = docs.getDocCommentTree(path);
        return Objects.requireNonNull(doc, () -> path.getLeaf() + " has no Javadoc");
    }

    /// Links lead to Java, which authors of rules have not open: they become the names of what they link to.
    private static String text(List<? extends DocTree> parts) {
        return parts.stream()
                .map(Object::toString)
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .replaceAll("\\{@link [\\w.]*#?(\\w+)\\}", "`$1`")
                .strip();
    }

    private static String word(Class<?> type) {
        if (type == boolean.class) {
            return "question";
        }
        if (type.isEnum()) {
            return type.getSimpleName();
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "number";
        }
        return type == String.class ? "text" : type.getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
}
