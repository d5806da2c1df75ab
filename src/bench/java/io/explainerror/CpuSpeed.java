package io.explainerror;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/// Adds operations per second of CPU time to each benchmark, since a busy machine makes wall time worthless. The whole
/// process counts, compiler threads included; after the warm-up they have little to do.
public final class CpuSpeed implements InternalProfiler {
    private long start;

    @Override
    public String getDescription() {
        return "operations per second of CPU time";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        start = cpu();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double seconds = (cpu() - start) / 1e9;
        double operations = result.getMetadata().getMeasuredOps();
        return List.of(new ScalarResult("per CPU s", operations / seconds, "ops/s", AggregationPolicy.AVG));
    }

    private static long cpu() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return system.getProcessCpuTime();
    }
}
