package io.explainerror.judge;

import static io.explainerror.judge.CaseBuilder.line;
import static io.explainerror.judge.CaseBuilder.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.explainerror.model.Calibration;
import io.explainerror.model.Firing;
import io.explainerror.model.Judgement;
import io.explainerror.model.ProblemException;
import io.explainerror.model.RuleInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// From firings to scores and confidences.
class ConfidenceTest {
    private final CaseBuilder incident = new CaseBuilder().pattern("pool", 0).pattern("slow", 0);

    private double score() {
        return incident.judged().stats().get("score");
    }

    @Test
    void withoutAnyFiringPriorsDecide() {
        Judgement judgement =
                new CaseBuilder().pattern("pool", -3).pattern("healthy", 1).judged();

        assertThat(judgement.pattern()).isEqualTo("healthy");
        assertThat(judgement.service()).isEmpty();
        assertThat(judgement.confidence())
                .isCloseTo(Math.exp(1) / (Math.exp(1) + Math.exp(-3) + Math.exp(-1)), within(1e-12));
    }

    @Test
    void oneLonelyLineGivesHalfTheWeight() {
        incident.fires(incident.rule("waits", "pool", 4), "checkout", seen(1, "checkout", ""));

        assertThat(score()).isCloseTo(2, within(1e-12));
    }

    @Test
    void theBestSupportedSignalOfAFiringCounts() {
        incident.fires(
                incident.rule("waits", "pool", 4), "checkout", seen(1, "checkout", ""), seen(99, "checkout", ""));

        assertThat(score()).isCloseTo(3.96, within(1e-12));
    }

    @Test
    void aFiringWithoutSignalsCountsAsASeries() {
        incident.fires(incident.rule("waits", "pool", 4.2), "checkout");

        assertThat(score()).isCloseTo(4, within(1e-12));
    }

    @Test
    void ofAGroupOnlyTheStrongestOfEachSignCounts() {
        incident.fires(incident.rule("a", "pool", 2.1, "speed", "a", ""), "checkout")
                .fires(incident.rule("b", "pool", 4.2, "speed", "b", ""), "checkout")
                .fires(incident.rule("c", "pool", -1.05, "speed", "c", ""), "checkout")
                .fires(incident.rule("d", "pool", -2.1, "speed", "d", ""), "checkout");

        Judgement judgement = incident.judged();

        assertThat(judgement.stats().get("score")).isCloseTo(2, within(1e-12));
        assertThat(judgement.evidence()).extracting(Judgement.Evidence::says).containsExactly("b");
        assertThat(judgement.against()).extracting(Judgement.Evidence::says).containsExactly("d");
    }

    @Test
    void theSameRuleFiringTwiceForAServiceCountsOnceAndItsLinesAreMerged() {
        RuleInfo rule = incident.rule("waits", "pool", 4);
        incident.fires(rule, "checkout", seen(1, "checkout", "", line(7, "first")))
                .fires(rule, "checkout", seen(3, "checkout", "", line(9, "second"), line(10, "third")))
                .fires(rule, "checkout", seen(2, "checkout", "", line(11, "fourth")));

        Judgement judgement = incident.judged();

        assertThat(judgement.stats().get("score")).isCloseTo(3, within(1e-12));
        assertThat(judgement.evidence()).singleElement().satisfies(evidence -> {
            assertThat(evidence.weight()).isEqualTo(3.0);
            assertThat(evidence.lines()).extracting("line").containsExactly(9L, 10L, 11L);
        });
    }

    @Test
    void servicesAreSeparateHypothesesAndTheBestOneSpeaksForThePattern() {
        incident.fires(incident.rule("a", "pool", 2), "checkout")
                .fires(incident.rule("b", "pool", 1), "payments")
                .fires(incident.rule("c", "pool", 1.5), "payments");

        assertThat(incident.judged().service()).isEqualTo("payments");
        assertThat(score()).isCloseTo(2.5 * 20 / 21, within(1e-12));
    }

    @Test
    void equallyGoodServicesAreDecidedByName() {
        RuleInfo rule = incident.rule("a", "pool", 2);
        incident.fires(rule, "payments").fires(rule, "checkout");

        assertThat(incident.judged().service()).isEqualTo("checkout");
    }

    @Test
    void whatBlamesNobodyCountsForEveryService() {
        incident.fires(incident.rule("a", "pool", 2.1), "checkout")
                .fires(incident.rule("b", "pool", 2.1), Firing.ANYWHERE)
                .fires(incident.rule("c", "pool", -1.05), "");

        assertThat(score()).isCloseTo(3, within(1e-12));
        assertThat(incident.judged().service()).isEqualTo("checkout");
    }

    @Test
    void aPatternThatOnlyAnywhereSpeaksForHasNoService() {
        incident.fires(incident.rule("b", "pool", 3), Firing.ANYWHERE);

        assertThat(incident.judged().pattern()).isEqualTo("pool");
        assertThat(incident.judged().service()).isEmpty();
    }

    @Test
    void speakingAgainstAServiceDoesNotMakeItASuspect() {
        incident.fires(incident.rule("a", "pool", 3), "checkout")
                .fires(incident.rule("against", "pool", -4), "payments");

        assertThat(incident.judged().service()).isEqualTo("checkout");
        assertThat(incident.judged().against()).isEmpty();
    }

    @Test
    void aHigherTemperatureIsMoreModest() {
        incident.fires(incident.rule("a", "pool", 3), "checkout");

        assertThat(incident.judge(2).judge(incident.build()).confidence())
                .isLessThan(incident.judge(1).judge(incident.build()).confidence());
    }

    @Test
    void equallyLikelyPatternsAreDecidedById() {
        assertThat(new CaseBuilder()
                        .pattern("b", 2)
                        .pattern("a", 2)
                        .pattern("c", 2)
                        .judged()
                        .pattern())
                .isEqualTo("a");
    }

    @Test
    void aFiringForAPatternNobodyDefinedIsRefused() {
        RuleInfo rule = new CaseBuilder().rule("a rule", "nowhere", 1);

        assertThatThrownBy(() -> incident.fires(rule, "checkout").judged())
                .isInstanceOf(ProblemException.BrokenRules.class)
                .hasMessage("patterns/nowhere.drl:1: rule \"a rule\" speaks about the pattern `nowhere`,"
                        + " which is not defined: add patterns/nowhere.yaml");
    }

    @Test
    void hugeScoresStayFinite() {
        CaseBuilder extreme = new CaseBuilder().pattern("a", 5000).pattern("b", -5000);

        assertThat(extreme.judged().confidence()).isEqualTo(1);
    }

    @Test
    void confidencesAddUpToOneWhateverFires() {
        for (int seed = 0; seed < 200; seed++) {
            CaseBuilder random = randomCase(new Random(seed));
            Ranking ranking = ranking(random, random.firings());

            assertThat(ranking.ranked().stream()
                            .mapToDouble(Ranking.Ranked::confidence)
                            .sum())
                    .as("seed %d", seed)
                    .isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void theOrderOfFiringsDoesNotShow() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            CaseBuilder some = randomCase(random);
            List<Firing> shuffled = new ArrayList<>(some.firings());
            Collections.shuffle(shuffled, random);

            assertThat(some.judge(1).judge(some.build(shuffled)))
                    .as("seed %d", seed)
                    .isEqualTo(some.judge(1).judge(some.build()));
        }
    }

    @Test
    void moreEvidenceForAPatternSuspectedSomewhereNeverLowersIt() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            CaseBuilder some = randomCase(random);
            some.fires(some.rule("suspicion", "p1", 0.1), "s0");
            double before = confidence(ranking(some, some.firings()), "p1");
            RuleInfo rule = some.rule("one more", "p1", random.nextDouble(5), "g" + random.nextInt(4), "says", "");
            some.fires(rule, "s" + random.nextInt(3), seen(1 + random.nextInt(9), "s0", ""));

            assertThat(confidence(ranking(some, some.firings()), "p1"))
                    .as("seed %d", seed)
                    .isGreaterThanOrEqualTo(before - 1e-12);
        }
    }

    private static CaseBuilder randomCase(Random random) {
        CaseBuilder some =
                new CaseBuilder().pattern("p0", 0).pattern("p1", -0.5).pattern("p2", 0.5);
        for (int i = 0; i < 30; i++) {
            RuleInfo rule = some.rule(
                    "r" + i,
                    "p" + random.nextInt(3),
                    random.nextDouble(-3, 4),
                    "g" + random.nextInt(4),
                    "says " + i,
                    "");
            for (int times = random.nextInt(3); times > 0; times--) {
                String service = random.nextInt(5) == 0 ? Firing.ANYWHERE : "s" + random.nextInt(3);
                long number = random.nextInt(50);
                some.fires(rule, service, seen(1 + random.nextInt(9), service, "peer" + number, line(number, "x")));
            }
        }
        return some;
    }

    private static Ranking ranking(CaseBuilder some, List<Firing> firings) {
        return Ranking.of(
                Suspects.of(
                                List.of(
                                        pattern("p0", 0),
                                        pattern("p1", -0.5),
                                        pattern("p2", 0.5),
                                        pattern("healthy", -1)),
                                some.build(firings).firings())
                        .values(),
                Calibration.NEUTRAL);
    }

    private static io.explainerror.model.Pattern pattern(String id, double prior) {
        return new io.explainerror.model.Pattern(id, id, "", prior, List.of(), List.of(), List.of());
    }

    private static double confidence(Ranking ranking, String pattern) {
        return ranking.ranked().stream()
                .filter(r -> r.pattern().equals(pattern))
                .findFirst()
                .orElseThrow()
                .confidence();
    }
}
