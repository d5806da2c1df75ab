package io.explainerror;

import com.sun.management.OperatingSystemMXBean;
import io.explainerror.rules.LiveKnowledge;
import io.explainerror.rules.RuleFolder;
import io.explainerror.rules.RuleSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;

/// Measures how long an edit takes to come into force: read, check, compile, rehearse, pass the tests, swap. What
/// watching a folder waits for before that is not part of it.
///
///     ReloadSpeed RULES MOST-RULES ROUNDS    with the first files of a rule folder that have so many rules; 0 for all
final class ReloadSpeed {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ReloadSpeed() {}

    public static void main(String[] args) throws IOException {
        QuietEngine.ensure();
        Path temp = Files.createTempDirectory("reload-speed");
        Path rules = EditedRules.copy(Path.of(args[0]), temp.resolve("rules"), Integer.parseInt(args[1]));
        int rounds = Integer.parseInt(args[2]);
        Chain chain = new Chain(Clock.systemUTC());
        ServicePress press = new ServicePress(
                new RuleSource.Folder(rules),
                chain,
                new KeptVersions(VersionSettings.MEMORY_ONLY, Clock.systemUTC()),
                Optional.empty());
        LiveKnowledge<Edition> live = LiveKnowledge.load(new RuleSource.Folder(rules), press, Clock.systemUTC());
        EditedRules.withoutTests(rules, live.reload().lastProblems());
        live.reload();
        require(live.status().lastProblems().isEmpty(), live);
        System.out.printf(
                "%d rules, %d tests%n",
                live.current().knowledge().rules().rules().size(), EditedRules.tests(new RuleFolder(rules).read()));
        double[] millis = new double[rounds];
        double[] cpu = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            EditedRules.edit(rules, round % 8);
            long busy = SYSTEM.getProcessCpuTime();
            live.reload();
            cpu[round] = (SYSTEM.getProcessCpuTime() - busy) / 1e6;
            require(live.status().reloaded() == round + 1, live);
            millis[round] = live.status().lastTook().toNanos() / 1e6;
        }
        print("wall", millis);
        print("CPU of the process, JIT compilers included", cpu);
        System.exit(0);
    }

    private static void print(String what, double[] millis) {
        double[] warm = Arrays.copyOfRange(millis, millis.length / 2, millis.length);
        Arrays.sort(warm);
        System.out.printf(
                "the last %d of %d reloads, ms %s: min %.0f, median %.0f, max %.0f%n",
                warm.length, millis.length, what, warm[0], warm[warm.length / 2], warm[warm.length - 1]);
    }

    private static void require(boolean condition, LiveKnowledge<Edition> live) {
        if (!condition) {
            throw new AssertionError(live.status());
        }
    }
}
