package io.explainerror.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.explainerror.model.CatalogueProblem;
import io.explainerror.model.ProblemException.UnreadableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is checked when somebody names files and folders.
class RuleTargetTest {
    @TempDir
    private Path temp;

    private Path rules;
    private Path pool;
    private Path draft;

    @BeforeEach
    void twoFilesInAFolderAndOneBesideIt() throws IOException {
        rules = temp.resolve("rules");
        Files.createDirectories(rules.resolve("patterns"));
        Files.createDirectories(rules.resolve("tests"));
        pool = Files.writeString(rules.resolve("patterns/pool.drl"), "package patterns;");
        Files.writeString(rules.resolve("tests/pool.yaml"), "[]");
        Files.writeString(rules.resolve("calibration.yaml"), "temperature: 1");
        draft = Files.writeString(temp.resolve("draft.drl"), "package drafts;");
    }

    @Test
    void aRuleFolderIsCheckedAsAWhole() {
        RuleTarget target = only(rules);

        assertThat(target).isEqualTo(RuleTarget.all(new RuleSource.Folder(rules)));
        assertThat(target.concerns(at("patterns/pool.drl"))).isTrue();
        assertThat(target.pathOf("patterns/pool.drl")).isEqualTo(pool);
    }

    @Test
    void oneOfItsFoldersIsCheckedWithinIt() {
        RuleTarget target = only(rules.resolve("patterns"));

        assertThat(target.source()).isEqualTo(new RuleSource.Folder(rules));
        assertThat(target.concerns(at("patterns/pool.drl"))).isTrue();
        assertThat(target.concerns(at("recipes/pool.yaml"))).isFalse();
    }

    @Test
    void aFileIsCheckedWithinItsFolder() {
        RuleTarget target = only(pool);

        assertThat(target)
                .isEqualTo(new RuleTarget(new RuleSource.Folder(rules), Set.of("patterns/pool.drl"), new TreeMap<>()));
        assertThat(target.concerns(at("patterns/pool.drl"))).isTrue();
        assertThat(target.concerns(at("patterns/pool.yaml"))).isFalse();
        assertThat(target.concerns(at("rules")))
                .as("a folder that cannot be read concerns everybody")
                .isTrue();
    }

    @Test
    void filesOfOneFolderAreCheckedTogether() {
        assertThat(RuleTarget.of(List.of(pool, rules.resolve("calibration.yaml")), this::nobodyAsks))
                .containsExactly(new RuleTarget(
                        new RuleSource.Folder(rules),
                        Set.of("patterns/pool.drl", "calibration.yaml"),
                        new TreeMap<>()));
        assertThat(RuleTarget.of(List.of(pool, rules), this::nobodyAsks))
                .containsExactly(RuleTarget.all(new RuleSource.Folder(rules)));
    }

    @Test
    void aDraftElsewhereIsCheckedAsIfItWereSaved() {
        RuleTarget target = RuleTarget.of(List.of(draft), () -> new RuleSource.Folder(rules))
                .getFirst();

        assertThat(target.edits()).isEqualTo(Map.of("patterns/draft.drl", "package drafts;"));
        assertThat(target.concerns(at("patterns/draft.drl"))).isTrue();
        assertThat(target.concerns(at("patterns/pool.drl"))).isFalse();
        assertThat(target.pathOf("patterns/draft.drl")).isEqualTo(draft);
    }

    @Test
    void whatIsNoPartOfARuleFolderIsRefused() throws IOException {
        refused(temp.resolve("nowhere.drl"), ": there is no such file or folder");
        refused(temp, ": expected a rule folder with patterns/ and recognisers/, or one of these");
        refused(
                Files.createFile(temp.resolve("notes.yaml")),
                ": expected a .drl file, or a .yaml file in a folder called recognisers, patterns or recipes");
        refused(
                rules.resolve("tests/pool.yaml"),
                ": expected a .drl file, or a .yaml file in a folder called recognisers, patterns or recipes; rule tests"
                        + " are read by `explainerror rules test`");
        refused(
                rules.resolve("tests"),
                ": expected a rule folder with patterns/ and recognisers/, or one of these; rule tests are read by"
                        + " `explainerror rules test`");
    }

    private void refused(Path path, String message) {
        assertThatThrownBy(() -> only(path)).isInstanceOf(UnreadableInput.class).hasMessage(path + message);
    }

    private RuleTarget only(Path path) {
        List<RuleTarget> targets = RuleTarget.of(List.of(path), this::nobodyAsks);
        assertThat(targets).hasSize(1);
        return targets.getFirst();
    }

    private RuleSource nobodyAsks() {
        throw new AssertionError("the rule folder is known");
    }

    private static CatalogueProblem at(String file) {
        return new CatalogueProblem(file, 1, 1, "x");
    }
}
