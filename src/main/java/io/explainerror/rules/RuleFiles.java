package io.explainerror.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The texts of a rule folder, read once.
///
/// @param texts by path relative to the folder, with `/`: `patterns/bad-deployment.drl`; what judgements rest on
/// @param tests the same of the rule tests: `tests/bad-deployment.yaml`; no part of the version, since no judgement
///              depends on them
public record RuleFiles(SortedMap<String, String> texts, SortedMap<String, String> tests) {
    /// The sub-folder of the rule tests.
    static final String TESTS = "tests/";

    public RuleFiles {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
        tests = Collections.unmodifiableSortedMap(new TreeMap<>(tests));
    }

    /// Files without tests.
    public RuleFiles(SortedMap<String, String> texts) {
        this(texts, new TreeMap<>());
    }

    /// Files from a map in any order; those below `tests/` are its tests.
    public static RuleFiles of(Map<String, String> files) {
        SortedMap<String, String> texts = new TreeMap<>();
        SortedMap<String, String> tests = new TreeMap<>();
        files.forEach((name, text) -> (name.startsWith(TESTS) ? tests : texts).put(name, text));
        return new RuleFiles(texts, tests);
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
        Map<String, String> changed = new HashMap<>(texts);
        changed.putAll(tests);
        changed.put(name, text);
        return of(changed);
    }

    /// The same, where a text is equal to that of other files with their very object: versions that are kept side by
    /// side then cost what they differ in.
    RuleFiles sharing(RuleFiles other) {
        SortedMap<String, String> shared = new TreeMap<>();
        texts.forEach(
                (name, text) -> shared.put(name, text.equals(other.texts.get(name)) ? other.texts.get(name) : text));
        return new RuleFiles(shared, tests);
    }

    /// Whether a sub-folder is the same in other files.
    boolean sameIn(String folder, RuleFiles other) {
        return in(folder, "").equals(other.in(folder, ""));
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
