package io.explainerror.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a rule folder looks like from outside: cheap to compare, different whenever a file may have changed.
///
/// @param files size, time, inode and real path by name
record Fingerprint(SortedMap<String, String> files) {

    static Fingerprint of(RuleFolder folder) {
        SortedMap<String, String> files = new TreeMap<>();
        try {
            folder.files().forEach((name, path) -> files.put(name, look(path)));
        } catch (RuleProblems e) {
            files.put("", String.valueOf(e.getMessage()));
        }
        return new Fingerprint(files);
    }

    private static String look(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey() + " "
                    + path.toRealPath();
        } catch (IOException e) {
            return "unreadable: " + e;
        }
    }
}
