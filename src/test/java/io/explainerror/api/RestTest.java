package io.explainerror.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.explainerror.GzipData;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RestTest {
    private static final String PROBLEM = "application/problem+json";

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-ndjson"})
    void aLogIsJudged(String type) {
        request(type)
                .body("a line\n")
                .post("/v1/judgements?service=checkout&alert=slow&at=2026-05-04T03:12:09Z&name=app.log")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("pattern", equalTo("connection-pool-exhaustion"))
                .body("evidence[0].lines[0].file", equalTo("logs/checkout.log"));
    }

    @Test
    void aBundleIsJudged() {
        request("application/json")
                .body("{\"logs\": {\"checkout.log\": \"a line\"}}")
                .post("/v1/judgements")
                .then()
                .statusCode(200)
                .body("service", equalTo("checkout"));
    }

    @Test
    void signalsAreJudged() {
        request("application/json")
                .body("{\"signals\": [{\"type\": \"Restart\", \"service\": \"checkout\"}]}")
                .post("/v1/signals/judgements")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("LIKELY"));
    }

    @Test
    void aCompressedLogIsJudged() {
        request("text/plain")
                .header("Content-Encoding", "gzip")
                .body(GzipData.of("a line\n"))
                .post("/v1/judgements")
                .then()
                .statusCode(200);
    }

    @Test
    void aTruncatedLogIsRefused() {
        ValidatableResponse answer = request("text/plain")
                .header("Content-Encoding", "gzip")
                .body(GzipData.without(4, GzipData.of("a line\n")))
                .post("/v1/judgements")
                .then();

        problem(answer, 400, "unreadable-input", "gzip data is truncated");
    }

    @Test
    void aBodyThatIsNotWhatItsHeaderSaysIsRefused() {
        ValidatableResponse answer = request("text/plain")
                .header("Content-Encoding", "gzip")
                .body("a line\n")
                .post("/v1/judgements")
                .then();

        problem(answer, 400, "unreadable-input", "Content-Encoding says gzip, but the body is something else");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"logs": [                      | malformed JSON
            {"logs": []}                    | at least one log
            {"logs": {"a": "b"}, "alert": 3} | alert
            """)
    void aMalformedBundleIsRefused(String body, String says) {
        problem(request("application/json").body(body).post("/v1/judgements").then(), 400, "unreadable-input", says);
    }

    @Test
    void anUnknownEncodingIsRefused() {
        ValidatableResponse answer = request("text/plain")
                .header("Content-Encoding", "br")
                .body("a line\n")
                .post("/v1/judgements")
                .then();

        problem(answer, 400, "unreadable-input", "expected gzip or none, but received \"br\"");
    }

    @Test
    void anEmptyLogIsRefused() {
        problem(request("text/plain").body("").post("/v1/judgements").then(), 400, "unreadable-input", "empty");
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() {
        String body = "x".repeat(RestLimits.MAX_BYTES + 1);

        problem(
                request("text/plain").body(body).post("/v1/judgements").then(),
                413,
                "input-too-large",
                "larger than the limit of " + RestLimits.MAX_BYTES + " bytes");
    }

    @Test
    void aBombIsRefused() {
        byte[] bomb = GzipData.of("x".repeat(RestLimits.MAX_DECODED_BYTES + 1));

        problem(
                request("text/plain")
                        .header("Content-Encoding", "gzip")
                        .body(bomb)
                        .post("/v1/judgements")
                        .then(),
                413,
                "input-too-large",
                "when unpacked");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"signals": [                  | not valid JSON at line 1
            {"signals": []} trailing       | not valid JSON at line 1
            {"signals": [], "signals": []} | Duplicate field
            {"signal": []}                 | Did you mean "signals"?
            """)
    void malformedSignalsAreRefusedWithThePlace(String body, String says) {
        problem(
                request("application/json")
                        .body(body)
                        .post("/v1/signals/judgements")
                        .then(),
                400,
                "unreadable-input",
                says);
    }

    @Test
    void aMisspeltQueryParameterIsRefused() {
        problem(
                request("text/plain")
                        .body("a line\n")
                        .post("/v1/judgements?servce=checkout")
                        .then(),
                400,
                "unreadable-input",
                "Did you mean \"service\"?");
    }

    @Test
    void aMalformedInstantIsRefused() {
        problem(
                request("text/plain")
                        .body("a line\n")
                        .post("/v1/judgements?at=noon")
                        .then(),
                400,
                "unreadable-input",
                "expected an instant such as");
    }

    @Test
    void anErrorTextIsClassifiedByTheCatalogue() {
        request("application/json")
                .body("{\"text\": \"Timeout acquiring connection from pool after 30000ms\"}")
                .post("/v1/explain-error")
                .then()
                .statusCode(200)
                .body("classification", equalTo("resource_exhaustion"))
                .body("severity", equalTo("high"))
                .body("confidence", is(0.83f))
                .body("confidenceRationale", containsString("1 rule(s) speak for it"))
                .body("evidence", hasSize(1))
                .body("evidence[0].type", equalTo("rule"))
                .body("evidence[0].weight", is(1.6f))
                .body("actionSignal", equalTo("scale_or_release_resources"))
                .body("explanation", containsString("run out of connections"))
                .body("recommendedNextStep", equalTo("Find who holds the connections"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "rawError", "error", "message", "stack"})
    void anErrorMayComeUnderAnyOfItsNames(String field) {
        request("application/json")
                .body("{\"" + field + "\": \"boom\"}")
                .post("/v1/explain-error")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"text\": \"  \"}", "{\"text\": null}"})
    void anErrorWithoutTextIsRefused(String body) {
        problem(
                request("application/json").body(body).post("/v1/explain-error").then(),
                400,
                "unreadable-input",
                "expected the error in \"text\"");
    }

    @Test
    void patternsAreListed() {
        given().get("/v1/patterns")
                .then()
                .statusCode(200)
                .body("patterns[0].id", equalTo("connection-pool-exhaustion"))
                .body("patterns[0].title", equalTo("Connection pool exhausted"));
    }

    @Test
    void rulesAreListedWithVersionReloadsAndProblems() {
        given().get("/v1/rules")
                .then()
                .statusCode(200)
                .body("version", equalTo("abc123"))
                .body("loadedAt", equalTo("2026-05-04T03:00:00Z"))
                .body("reloads.succeeded", is(2))
                .body("reloads.failed", is(1))
                .body("reloads.lastMillis", is(250))
                .body("reloads.lastFailedAt", equalTo("2026-05-04T03:01:00Z"))
                .body("problems[0].file", equalTo("patterns/x.drl"))
                .body("problems[0].line", is(3))
                .body("rules[0].weight", is(1.6f))
                .body("rules[0].file", equalTo("patterns/connection-pool-exhaustion.drl"));
    }

    @Test
    void theVersionsThatAreKeptAreListed() {
        given().get("/v1/rules/versions")
                .then()
                .statusCode(200)
                .body("versions", hasSize(2))
                .body("versions[0].version", equalTo("abc1230000"))
                .body("versions[0].inForce", is(true))
                .body("versions[1].since", equalTo("2026-05-04T02:00:00Z"))
                .body("versions[1].fileCount", is(1))
                .body("versions[1].bytes", is(17));
    }

    @Test
    void aVersionIsShownWithItsFiles() {
        given().get("/v1/rules/versions/def456")
                .then()
                .statusCode(200)
                .body("version", equalTo("def4560000"))
                .body("inForce", is(false))
                .body("files[0].name", equalTo("calibration.yaml"))
                .body("files[0].text", equalTo("temperature: 1.2\n"));
    }

    @Test
    void aVersionThatIsNotKeptIsAProblemThatListsThoseThatAre() {
        problem(given().get("/v1/rules/versions/999999").then(), 404, "unknown-version", "abc1230000, def4560000");
        problem(
                request("text/plain")
                        .body("a line\n")
                        .post("/v1/judgements?rules-version=999999")
                        .then(),
                404,
                "unknown-version",
                "version 999999 of the rules is not kept");
    }

    @Test
    void aDecisionIsMadeAgainByAVersionThatIsKept() {
        request("text/plain")
                .body("a line\n")
                .post("/v1/judgements?rules-version=def456")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("POSSIBLE"));
        request("application/json")
                .body("{\"logs\": {\"checkout.log\": \"a line\"}}")
                .post("/v1/judgements?rules-version=def456")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("POSSIBLE"));
        request("application/json")
                .body("{\"signals\": [{\"type\": \"Restart\", \"service\": \"checkout\"}]}")
                .post("/v1/signals/judgements?rules-version=def456")
                .then()
                .statusCode(200)
                .body("verdict", equalTo("POSSIBLE"));
    }

    @Test
    void anEditIsCheckedWithoutBeingSaved() {
        request("application/json")
                .body("{\"files\": [{\"name\": \"patterns/y.drl\", \"text\": \"rule\"}]}")
                .post("/v1/rules/check")
                .then()
                .statusCode(200)
                .body("problems[0].file", equalTo("patterns/y.drl"))
                .body("problems[0].message", equalTo("mismatched input"));
    }

    @Test
    void whatIsNotThereIsAProblem() {
        problem(given().get("/v1/judgments").then(), 404, "not-found", "/v1/judgments");
        problem(given().get("/nowhere").then(), 404, "not-found", "/nowhere");
    }

    @Test
    void aWrongMethodIsAProblem() {
        problem(given().get("/v1/judgements").then(), 405, "method-not-allowed", "/v1/judgements");
    }

    @Test
    void aWrongContentTypeIsAProblem() {
        problem(
                request("application/xml").body("<a/>").post("/v1/judgements").then(),
                415,
                "unsupported-media-type",
                "application/xml");
    }

    @Test
    void aRefusedEditIsShownButTheServiceStaysReady() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.find { it.name == 'rules' }.data.problems", containsString("patterns/x.drl:3:1"));
    }

    @Test
    void judgementsAndReloadsAreCounted() {
        request("text/plain").body("a line\n").post("/v1/judgements").then().statusCode(200);

        String metrics = given().get("/q/metrics").asString();
        assertThat(metrics)
                .contains("rules_reload_total{outcome=\"success\"} 2.0")
                .contains("rules_reload_total{outcome=\"failure\"} 1.0")
                .contains("rules_reload_failed 1.0")
                .contains("rules_reload_duration_seconds 0.25")
                .containsPattern("explainerror_judgements_seconds_count\\{pattern=\"connection-pool-exhaustion\","
                        + "verdict=\"LIKELY\"} [1-9]");
    }

    @Test
    void theContractIsPublished() {
        given().header("Accept", "application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths.size()", greaterThan(4))
                .body("paths.'/v1/judgements'.post.requestBody.content", not(hasItem("x")))
                .body("paths.'/v1/explain-error'.post.requestBody.content.'application/json'.example", notNullValue());
        given().get("/q/swagger-ui/").then().statusCode(200);
    }

    private static void problem(ValidatableResponse answer, int status, String name, String detail) {
        answer.statusCode(status)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:explainerror:problem:" + name))
                .body("status", is(status))
                .body("title", notNullValue())
                .body("detail", containsString(detail));
    }

    private static RequestSpecification request(String type) {
        EncoderConfig verbatim = EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .encodeContentTypeAs("application/x-ndjson", io.restassured.http.ContentType.TEXT)
                .encodeContentTypeAs("application/xml", io.restassured.http.ContentType.TEXT);
        return given().config(RestAssuredConfig.config().encoderConfig(verbatim))
                .contentType(type);
    }
}
