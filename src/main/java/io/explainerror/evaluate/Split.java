package io.explainerror.evaluate;

import io.explainerror.catalogue.CatalogueException;
import io.explainerror.catalogue.CatalogueNode;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which incidents the rules were made with, and which were kept back to see whether they hold elsewhere: `split.yaml`
/// beside the incidents, a list of
///
/// ```yaml
/// - part: held-back
///   says: not looked at while rules were written or weighed
///   stacks: [quarkus, ruby]
/// - part: used
///   says: everything else
///   stacks: ["*"]
/// ```
///
/// An incident belongs to the first part that names a piece of software of its stack; `*` is any.
///
/// @param parts in the order in which they are asked; none when there is no such file
public record Split(List<Part> parts) {
    /// The file's name.
    public static final String FILE = "split.yaml";

    /// Nothing is split.
    public static final Split NONE = new Split(List.of());

    /// The part that nothing may be fitted on.
    public static final String HELD_BACK = "held-back";

    private static final Set<String> KEYS = Set.of("part", "says", "stacks");

    public Split {
        parts = List.copyOf(parts);
    }

    /// @param says   what the part is for
    /// @param stacks software of `truth.json`
    public record Part(String name, String says, Set<String> stacks) {
        public Part {
            stacks = Set.copyOf(stacks);
        }

        boolean has(Truth truth) {
            return stacks.contains("*") || truth.stack().stream().anyMatch(stacks::contains);
        }
    }

    /// Reads the split of a folder of incidents, [#NONE] when it has none.
    ///
    /// @throws UnreadableInput with the place of what is wrong
    public static Split of(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return Files.exists(file) ? read(file.toString(), Files.readString(file)) : NONE;
        } catch (IOException e) {
            throw new UnreadableInput(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    static Split read(String file, String yaml) {
        try {
            return new Split(CatalogueNode.parse(file, yaml).list().stream()
                    .map(Split::part)
                    .toList());
        } catch (CatalogueException e) {
            throw new UnreadableInput(String.valueOf(e.getMessage()), e);
        }
    }

    private static Part part(CatalogueNode part) {
        part.map(KEYS);
        return new Part(
                part.required("part").text(),
                part.text("says", ""),
                Set.copyOf(part.required("stacks").texts()));
    }

    /// Whether an incident is kept back.
    boolean keepsBack(Truth truth) {
        return partOf(truth).filter(part -> part.name().equals(HELD_BACK)).isPresent();
    }

    /// The part that an incident belongs to; empty when no part names its software.
    Optional<Part> partOf(Truth truth) {
        return parts.stream().filter(part -> part.has(truth)).findFirst();
    }
}
