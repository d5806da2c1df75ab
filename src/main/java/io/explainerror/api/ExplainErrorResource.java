package io.explainerror.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.explainerror.Explainer;
import io.explainerror.model.ErrorAnswer;
import io.explainerror.model.Judgement;
import io.explainerror.model.Pattern;
import io.explainerror.model.ProblemException.UnreadableInput;
import io.explainerror.model.Verdict;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One error text in, a classification out: the shape of the original ExplainError, answered by the same rules as
/// every judgement.
@Path("/v1/explain-error")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class ExplainErrorResource {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<String> FIELDS = Set.of("text", "rawError", "error", "message", "stack");

    private final Explainer explainer;
    private final RequestBodies bodies;
    private final Judgements judgements;

    ExplainErrorResource(Explainer explainer, RequestBodies bodies, Judgements judgements) {
        this.explainer = explainer;
        this.bodies = bodies;
        this.judgements = judgements;
    }

    @POST
    public String explainError(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            @Context UriInfo uri) {
        QueryParameters.of(uri);
        String text = text(bodies.json(body, encoding));
        return answer(judgements.judge(() -> explainer.explainError(text), ErrorAnswer::judgement))
                .toString();
    }

    private static String text(JsonPlace request) {
        request.object(FIELDS);
        String text = Stream.of("text", "rawError", "error", "message", "stack")
                .map(request::member)
                .filter(JsonPlace::isPresent)
                .map(JsonPlace::text)
                .filter(value -> !value.isBlank())
                .distinct()
                .collect(Collectors.joining("\n"));
        if (text.isEmpty()) {
            throw new UnreadableInput("$: expected the error in \"text\" (or rawError, error, message, stack),"
                    + " e.g. {\"text\": \"Timeout acquiring connection from pool after 30000ms\"}");
        }
        return text;
    }

    private static ObjectNode answer(ErrorAnswer explained) {
        Judgement judgement = explained.judgement();
        Pattern.Triage triage = explained.triage();
        ObjectNode answer = JSON.objectNode();
        answer.put("classification", triage.classification());
        answer.put("confidence", explained.confidence());
        answer.put("confidenceRationale", rationale(explained));
        answer.put("severity", triage.severity());
        ArrayNode evidence = answer.putArray("evidence");
        for (Judgement.Evidence each : explained.evidence()) {
            evidence.addObject().put("type", "rule").put("value", each.says()).put("weight", each.weight());
        }
        answer.put("actionSignal", explained.actionSignal());
        answer.put("explanation", explanation(explained));
        answer.put(
                "recommendedNextStep",
                judgement.actions().isEmpty() || !explained.isJudged()
                        ? "Collect the logs around the error and judge them with POST /v1/judgements."
                        : judgement.actions().getFirst().does());
        return answer;
    }

    private static String explanation(ErrorAnswer explained) {
        return explained.isJudged()
                ? explained.judgement().summary()
                : String.format(
                        Locale.ROOT,
                        "%s (speaks for %s with %.2f; this text alone does not carry an answer)",
                        explained.evidence().getFirst().says(),
                        explained.pattern(),
                        explained.confidence());
    }

    private static String rationale(ErrorAnswer explained) {
        Judgement judgement = explained.judgement();
        String next = judgement.alternatives().stream()
                .filter(other -> !other.pattern().equals(explained.pattern()))
                .findFirst()
                .map(other -> String.format(
                        Locale.ROOT, "; the next candidate is %s with %.2f", other.pattern(), other.confidence()))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%s as %s: %d rule(s) speak for it, %d against%s; judged from this text alone.",
                explained.isJudged() ? judgement.verdict() : Verdict.INCONCLUSIVE,
                explained.pattern(),
                explained.evidence().size(),
                explained.isJudged() ? judgement.against().size() : 0,
                next);
    }
}
