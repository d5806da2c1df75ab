package io.explainerror.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The DRL files of one version as they were read and checked. The next version takes over those that did not change,
/// as long as the catalogues whose words they use are the same.
final class ReadRules {
    /// Nothing was read before.
    static final ReadRules NONE = new ReadRules(Words.NONE, new TreeMap<>());

    private final Words words;
    private final SortedMap<String, ReadFile> files;

    private ReadRules(Words words, SortedMap<String, ReadFile> files) {
        this.words = words;
        this.files = files;
    }

    /// A file that was read on its own, beside others.
    ///
    /// @param words the catalogues' words, and the texts that this file's rules compare with
    private record ReadFile(String text, DrlFile.@Nullable Checked checked, Problems problems, Words words) {}

    /// Reads the files of the next version.
    ///
    /// @param words what its rules may name
    ReadRules next(RuleFiles version, Words words) {
        boolean sameWords = words.sameCatalogues(this.words);
        List<Map.Entry<String, ReadFile>> read = version.in("patterns", ".drl").entrySet().parallelStream()
                .map(file -> Map.entry(file.getKey(), read(file.getKey(), file.getValue(), words, sameWords)))
                .toList();
        SortedMap<String, ReadFile> next = new TreeMap<>();
        read.forEach(file -> next.put(file.getKey(), file.getValue()));
        return new ReadRules(words, next);
    }

    private ReadFile read(String name, String text, Words words, boolean sameWords) {
        ReadFile before = files.get(name);
        if (sameWords && before != null && before.text.equals(text)) {
            return before;
        }
        Words own = words.alone();
        Problems problems = new Problems();
        return new ReadFile(text, new DrlFile(name, text, problems).read(own), problems, own);
    }

    /// What is fine, in the order of the files' names.
    List<DrlFile.Checked> checked() {
        List<DrlFile.Checked> checked = new ArrayList<>();
        for (ReadFile file : files.values()) {
            if (file.checked != null) {
                checked.add(file.checked);
            }
        }
        return checked;
    }

    /// What is not.
    void report(Problems problems) {
        files.values().forEach(file -> file.problems.sorted().forEach(problems::add));
    }

    /// The catalogues' words, with all texts that rules compare with.
    Words words() {
        Words all = words.alone();
        files.values().forEach(file -> all.comparedToo(file.words));
        return all;
    }
}
