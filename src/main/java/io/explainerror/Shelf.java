package io.explainerror;

import io.explainerror.Chain.Material;
import io.explainerror.intake.IncidentReader;
import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.signal.Recognisers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Bundles as they were read last: an edit of rules leaves the logs and mostly the recognisers as they were, and
/// reading takes longer than judging. Thread-safe.
final class Shelf {
    private final Chain chain;
    private final int places;
    private final Map<Path, Item> items = new ConcurrentHashMap<>();

    /// @param look what the bundle looked like from outside
    private record Item(Recognisers recognisers, Map<Path, String> look, Material material) {}

    /// @param places how many bundles are kept; the others are read each time
    Shelf(Chain chain, int places) {
        this.chain = chain;
        this.places = places;
    }

    /// Reads a bundle's folder, or takes what was read when neither it nor the recognisers have changed since.
    Material read(Path bundle, Recognisers recognisers) {
        if (places == 0) {
            return fresh(bundle, recognisers);
        }
        Map<Path, String> look = look(bundle);
        Item item = items.get(bundle);
        if (item != null && item.recognisers == recognisers && item.look.equals(look)) {
            return item.material;
        }
        Material material = fresh(bundle, recognisers);
        if (item != null || items.size() < places) {
            items.put(bundle, new Item(recognisers, look, material));
        }
        return material;
    }

    private Material fresh(Path bundle, Recognisers recognisers) {
        return chain.read(recognisers, IncidentReader.fromPaths(List.of(bundle)), Hints.NONE, _ -> {});
    }

    private static Map<Path, String> look(Path bundle) {
        Map<Path, String> look = new TreeMap<>();
        try (Stream<Path> files = Files.walk(bundle)) {
            for (Path file : files.toList()) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                look.put(file, attributes.size() + " " + attributes.lastModifiedTime());
            }
        } catch (IOException e) {
            throw new UnreadableInput(bundle + ": expected a bundle's folder, but it cannot be read: " + e, e);
        }
        return look;
    }
}
