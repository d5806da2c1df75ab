package io.explainerror.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The texts of a rule folder, read once.
///
/// @param texts by path relative to the folder, with `/`: `patterns/bad-deployment.drl`
public record RuleFiles(SortedMap<String, String> texts) {
    public RuleFiles {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /// Files from a map in any order.
    public static RuleFiles of(Map<String, String> texts) {
        return new RuleFiles(new TreeMap<>(texts));
    }

    /// The files of a sub-folder with an extension, e.g. `in("patterns", ".drl")`.
    public SortedMap<String, String> in(String folder, String extension) {
        SortedMap<String, String> found = new TreeMap<>();
        texts.forEach((name, text) -> {
            if (name.startsWith(folder + "/") && name.endsWith(extension)) {
                found.put(name, text);
            }
        });
        return found;
    }

    /// The same files with one of them replaced or added.
    public RuleFiles with(String name, String text) {
        SortedMap<String, String> changed = new TreeMap<>(texts);
        changed.put(name, text);
        return new RuleFiles(changed);
    }

    /// SHA-256 over names and contents, 64 hexadecimal digits: the version of the rule base.
    public String version() {
        MessageDigest digest = sha256();
        texts.forEach((name, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((name + '\0' + bytes.length + '\0').getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
