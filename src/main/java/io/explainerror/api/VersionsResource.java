package io.explainerror.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.explainerror.Explainer;
import io.explainerror.KeptVersion;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/// The versions of the rules that are kept, so that judgements can be made again.
@Path("/v1/rules/versions")
@Produces(MediaType.APPLICATION_JSON)
@Blocking // reads them from disk
class VersionsResource {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Explainer explainer;

    VersionsResource(Explainer explainer) {
        this.explainer = explainer;
    }

    @GET
    public String versions(@Context UriInfo uri) {
        QueryParameters.of(uri);
        ObjectNode answer = JSON.objectNode();
        ArrayNode versions = answer.putArray("versions");
        explainer.versions().forEach(version -> versions.add(about(version)));
        return answer.toString();
    }

    @GET
    @Path("/{version}")
    public String version(@PathParam("version") String wanted, @Context UriInfo uri) {
        QueryParameters.of(uri);
        KeptVersion version = explainer.version(wanted);
        ObjectNode answer = about(version);
        ArrayNode files = answer.putArray("files");
        version.files()
                .forEach((name, text) -> files.addObject().put("name", name).put("text", text));
        return answer.toString();
    }

    private static ObjectNode about(KeptVersion version) {
        ObjectNode json = JSON.objectNode();
        json.put("version", version.version());
        json.put("since", version.since().toString());
        json.put("inForce", version.inForce());
        json.put("fileCount", version.files().size());
        json.put("bytes", version.bytes());
        return json;
    }
}
