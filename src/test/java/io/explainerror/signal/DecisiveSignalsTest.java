package io.explainerror.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.explainerror.model.Dependency;
import io.explainerror.model.ErrorRatioShift;
import io.explainerror.model.LatencyShift;
import io.explainerror.model.Phase;
import io.explainerror.model.QueueGrowth;
import io.explainerror.model.Recovery;
import io.explainerror.model.RetryRatio;
import io.explainerror.model.Saturation;
import io.explainerror.model.Signal;
import io.explainerror.model.Silence;
import io.explainerror.model.Symptom;
import io.explainerror.model.TrafficShift;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What makes the difference in recorded incidents: kind, phase, service, peer and size of the signals that a judgement
/// stands on. The first four are look-alikes, alerts about timed out requests of checkout.
class DecisiveSignalsTest {

    /// The request reached payments, which answered late; nobody asked more than before.
    @Test
    void aSlowDependencyIsReachedAndAnswersLate() {
        List<Signal> signals = Bundles.signals("inc-0020");

        assertThat(symptom(signals, "call.read-timeout", "checkout", "payments"))
                .satisfies(timeout -> assertThat(timeout.phase()).isEqualTo(Phase.FIRST_BYTE))
                .satisfies(timeout -> assertThat(timeout.before()).isZero())
                .satisfies(timeout -> assertThat(timeout.during()).isEqualTo(354));
        assertThat(latency(signals, "payments", "payments").factor()).isBetween(30.0, 40.0);
        assertThat(errors(signals, "payments", "payments").during()).isZero();
        assertThat(traffic(signals, "payments", "payments").factor()).isBetween(0.8, 1.2);
        assertThat(Bundles.of(signals, RetryRatio.class)).isEmpty();
        assertThat(symptoms(signals, "pool.acquire-timeout")).isEmpty();
    }

    /// No connection is made, and inventory hears of nothing.
    @Test
    void anUnreachableDependencyIsNeverConnectedAndFallsSilent() {
        List<Signal> signals = Bundles.signals("inc-0118");

        assertThat(symptom(signals, "call.connect-timeout", "checkout", "inventory"))
                .satisfies(timeout -> assertThat(timeout.phase()).isEqualTo(Phase.CONNECT))
                .satisfies(timeout -> assertThat(timeout.factor()).isGreaterThan(100));
        assertThat(Bundles.of(signals, Silence.class).filter(s -> s.service().equals("inventory")))
                .extracting(Silence::what)
                .containsExactlyInAnyOrder("log", "requests");
        assertThat(traffic(signals, "inventory", "inventory").during()).isZero();
        assertThat(retries(signals, "checkout").during()).isLessThan(1.5);
        assertThat(symptoms(signals, "call.read-timeout")).isEmpty();
    }

    /// Inventory is asked five times as often while users ask as before: the difference are attempts.
    @Test
    void retriesMultiplyTheRequestsThatUsersDidNotMake() {
        List<Signal> signals = Bundles.signals("inc-0114");

        assertThat(retries(signals, "checkout"))
                .satisfies(ratio -> assertThat(ratio.peer()).isEqualTo("inventory"))
                .satisfies(ratio -> assertThat(ratio.before()).isBetween(1.0, 1.2))
                .satisfies(ratio -> assertThat(ratio.during()).isBetween(3.0, 4.0))
                .satisfies(ratio -> assertThat(ratio.retries()).isEqualTo(897));
        assertThat(traffic(signals, "inventory", "inventory").factor()).isBetween(4.0, 6.0);
        assertThat(Bundles.of(signals, TrafficShift.class).filter(TrafficShift::user))
                .allSatisfy(users -> assertThat(users.factor()).isBetween(0.8, 1.2));
        assertThat(symptom(signals, "call.aborted", "inventory", "").phase()).isEqualTo(Phase.CALLER_GAVE_UP);
    }

    /// The time goes into waiting for an own connection; the database and the others are well.
    @Test
    void anExhaustedPoolIsTheServicesOwn() {
        List<Signal> signals = Bundles.signals("inc-0055");

        assertThat(symptom(signals, "pool.acquire-timeout", "checkout", "postgres"))
                .satisfies(timeout -> assertThat(timeout.phase()).isEqualTo(Phase.OWN_POOL))
                .satisfies(timeout -> assertThat(timeout.before()).isZero())
                .satisfies(timeout -> assertThat(timeout.during()).isEqualTo(342))
                .satisfies(timeout -> assertThat(timeout.number("active")).isEqualTo(6))
                .satisfies(timeout -> assertThat(timeout.number("total")).isEqualTo(6));
        assertThat(saturation(signals, "checkout", "db-pool"))
                .satisfies(pool -> assertThat(pool.isFull()).isTrue())
                .satisfies(pool -> assertThat(pool.limit()).isEqualTo(6))
                .satisfies(pool -> assertThat(pool.waiting()).isGreaterThan(10));
        assertThat(latency(signals, "checkout", "checkout").during()).isBetween(2900.0, 3100.0);
        assertThat(errors(signals, "checkout", "checkout").during()).isEqualTo(1.0);
        assertThat(latency(signals, "inventory", "inventory").isSlower()).isFalse();
    }

    @Test
    void anExpiredCertificateFailsTheHandshakeAtOnce() {
        List<Signal> signals = Bundles.signals("inc-0010");

        assertThat(symptom(signals, "tls.certificate-expired", "payments", "api.cardgate.example"))
                .satisfies(expired -> assertThat(expired.phase()).isEqualTo(Phase.TLS))
                .satisfies(expired -> assertThat(expired.isFresh()).isTrue());
        assertThat(errors(signals, "payments", "payments"))
                .satisfies(shift -> assertThat(shift.during()).isEqualTo(1.0))
                .satisfies(shift -> assertThat(shift.fastRatio()).isEqualTo(1.0));
        assertThat(latency(signals, "payments", "payments").factor()).isLessThan(1);
    }

    @Test
    void aSlowQueryIsSlowInTheDatabaseItself() {
        List<Signal> signals = Bundles.signals("inc-0063");

        assertThat(symptom(signals, "db.slow-query", "postgres", ""))
                .satisfies(slow -> assertThat(slow.isFresh()).isTrue())
                .satisfies(slow -> assertThat(slow.during()).isEqualTo(421))
                .satisfies(slow -> assertThat(slow.number("duration_ms")).isGreaterThan(5000));
        assertThat(symptom(signals, "call.read-timeout", "nginx", "catalog").phase())
                .isEqualTo(Phase.FIRST_BYTE);
        assertThat(latency(signals, "catalog", "catalog").factor()).isGreaterThan(500);
    }

    @Test
    void theConnectionLimitIsRefusedByTheDatabaseAndLeavesThePoolEmpty() {
        List<Signal> signals = Bundles.signals("inc-0080");

        assertThat(symptom(signals, "db.too-many-connections", "checkout", "postgres"))
                .satisfies(refused -> assertThat(refused.phase()).isEqualTo(Phase.CONNECT))
                .satisfies(refused -> assertThat(refused.isFresh()).isTrue());
        assertThat(symptom(signals, "db.too-many-connections", "postgres", "").isGrows())
                .isTrue();
        assertThat(symptom(signals, "pool.acquire-timeout", "checkout", "postgres")
                        .number("total"))
                .isZero();
    }

    @Test
    void aBacklogGrowsWhileEachMessageTakesAsLongAsBefore() {
        List<Signal> signals = Bundles.signals("inc-0058");

        assertThat(Bundles.of(signals, QueueGrowth.class)).singleElement().satisfies(growth -> {
            assertThat(growth.service()).isEqualTo("rabbitmq");
            assertThat(growth.queue()).isEqualTo("order-events");
            assertThat(growth.before()).isZero();
            assertThat(growth.during()).isEqualTo(7208);
            assertThat(growth.slope()).isBetween(90.0, 120.0);
        });
        assertThat(latency(signals, "notifications", "operation").isSlower()).isFalse();
    }

    @Test
    void aMissingNameIsLookedUpInVain() {
        List<Signal> signals = Bundles.signals("inc-0016");

        assertThat(symptom(signals, "dns.failure", "checkout", "inventory.internal"))
                .satisfies(failure -> assertThat(failure.phase()).isEqualTo(Phase.NAME_RESOLUTION))
                .satisfies(failure -> assertThat(failure.during()).isEqualTo(108));
        assertThat(errors(signals, "checkout", "checkout").fastRatio()).isEqualTo(1.0);
        assertThat(symptoms(signals, "call.connect-timeout")).isEmpty();
    }

    @Test
    void aFullVolumeIsFullAndSaysSo() {
        List<Signal> signals = Bundles.signals("inc-0101");

        assertThat(symptom(signals, "disk.full", "postgres", "").factor()).isGreaterThan(100);
        assertThat(saturation(signals, "postgres", "disk"))
                .satisfies(disk -> assertThat(disk.isFull()).isTrue())
                .satisfies(disk -> assertThat(disk.before()).isBetween(0.4, 0.45));
        assertThat(Bundles.of(signals, Dependency.class))
                .anySatisfy(
                        edge -> assertThat(edge.service() + " > " + edge.peer()).isEqualTo("checkout > postgres"));
    }

    static Stream<String> healthy() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("dataset"))) {
            return folders
                    .filter(DecisiveSignalsTest::isHealthy)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static boolean isHealthy(Path folder) {
        try {
            Path truth = folder.resolve("truth.json");
            return Files.exists(truth) && Files.readString(truth).contains("\"healthy\"");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// A restart in good order may cost seconds of errors at the edge (inc-0060), but not more than that.
    @ParameterizedTest
    @MethodSource("healthy")
    void aHealthySystemHasNoShiftThatLasts(String bundle) {
        List<Signal> signals = Bundles.signals(bundle);

        assertThat(Bundles.of(signals, LatencyShift.class)).noneMatch(LatencyShift::isSlower);
        assertThat(Bundles.of(signals, ErrorRatioShift.class).filter(ErrorRatioShift::isRising))
                .allSatisfy(
                        shift -> assertThat(Bundles.of(signals, Recovery.class)).anySatisfy(recovery -> {
                            assertThat(recovery.service()).isEqualTo(shift.service());
                            assertThat(recovery.observer()).isEqualTo(shift.observer());
                            assertThat(recovery.lasted()).isLessThanOrEqualTo(15);
                            assertThat(recovery.calm()).isGreaterThan(4 * recovery.lasted());
                        }));
        if (!bundle.equals("inc-0060")) {
            assertThat(Bundles.of(signals, ErrorRatioShift.class)).noneMatch(ErrorRatioShift::isRising);
        }
    }

    @Test
    void theDatasetHoldsHealthySystems() throws IOException {
        assertThat(healthy()).contains("inc-0033", "inc-0060", "rec-0090", "rec-0091", "rec-0092", "rec-0093");
    }

    private static List<Symptom> symptoms(List<Signal> signals, String kind) {
        return Bundles.of(signals, Symptom.class)
                .filter(s -> s.kind().equals(kind))
                .toList();
    }

    private static Symptom symptom(List<Signal> signals, String kind, String service, String peer) {
        return symptoms(signals, kind).stream()
                .filter(s -> s.service().equals(service) && s.peer().equals(peer))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " in " + service + " towards " + peer + " is missing"));
    }

    private static LatencyShift latency(List<Signal> signals, String service, String observer) {
        return Bundles.of(signals, LatencyShift.class)
                .filter(s -> s.service().equals(service) && s.observer().equals(observer))
                .findFirst()
                .orElseThrow();
    }

    private static ErrorRatioShift errors(List<Signal> signals, String service, String observer) {
        return Bundles.of(signals, ErrorRatioShift.class)
                .filter(s -> s.service().equals(service) && s.observer().equals(observer))
                .findFirst()
                .orElseThrow();
    }

    private static TrafficShift traffic(List<Signal> signals, String service, String observer) {
        return Bundles.of(signals, TrafficShift.class)
                .filter(s -> s.service().equals(service) && s.observer().equals(observer))
                .findFirst()
                .orElseThrow();
    }

    private static RetryRatio retries(List<Signal> signals, String service) {
        return Bundles.of(signals, RetryRatio.class)
                .filter(s -> s.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    private static Saturation saturation(List<Signal> signals, String service, String resource) {
        return Bundles.of(signals, Saturation.class)
                .filter(s -> s.service().equals(service) && s.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }
}
