package io.explainerror.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.explainerror.intake.Decoded;
import io.explainerror.intake.IncidentReader;
import io.explainerror.model.ProblemException.UnreadableInput;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Opens request bodies, however encoded, within limits.
@ApplicationScoped
class RequestBodies {
    /// A JSON document that is read as a whole may have that many bytes.
    private static final long MAX_DOCUMENT = 8L << 20;

    private static final ObjectReader JSON = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .build())
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final long maxRaw;
    private final long maxDecoded;

    RequestBodies(
            @ConfigProperty(name = "explainerror.body.max-bytes", defaultValue = "268435456") long maxRaw,
            @ConfigProperty(name = "explainerror.body.max-decoded-bytes", defaultValue = "1073741824")
                    long maxDecoded) {
        this.maxRaw = maxRaw;
        this.maxDecoded = maxDecoded;
    }

    /// The decoded body as a stream that throws when it is damaged or too large.
    ///
    /// @param name     what the caller calls it, for messages
    /// @param encoding the `Content-Encoding` header
    InputStream open(String name, InputStream body, @Nullable String encoding) {
        PushbackInputStream raw = new PushbackInputStream(new BoundedStream(body, maxRaw, "the request body"), 2);
        try {
            switch (encoding == null ? "" : encoding.trim().toLowerCase(Locale.ROOT)) {
                case "identity", "" -> {}
                case "gzip", "x-gzip" -> requireGzip(raw);
                default ->
                    throw new UnreadableInput(
                            "Content-Encoding: expected gzip or none, but received \"" + encoding + "\".");
            }
            return Decoded.stream(raw, name, maxDecoded);
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    private static void requireGzip(PushbackInputStream raw) throws IOException {
        byte[] first = raw.readNBytes(2);
        if (first.length < 2 || first[0] != 0x1f || first[1] != (byte) 0x8b) {
            throw new UnreadableInput("Content-Encoding says gzip, but the body is something else: expected it to begin"
                    + " with the bytes 1f 8b. Compress it, or leave the header out.");
        }
        raw.unread(first);
    }

    private static UnreadableInput brokenOff(IOException e) {
        return new UnreadableInput("the body could not be read to its end: " + e.getMessage(), e);
    }

    /// The decoded body as a whole.
    byte[] document(InputStream body, @Nullable String encoding) {
        try {
            return new BoundedStream(open("body", body, encoding), IncidentReader.LARGEST_BUNDLE, "the JSON document")
                    .readAllBytes();
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    /// The body as a small JSON document.
    JsonPlace json(InputStream body, @Nullable String encoding) {
        InputStream decoded = new BoundedStream(open("body", body, encoding), MAX_DOCUMENT, "the JSON document");
        try (JsonParser parser = JSON.createParser(decoded)) {
            JsonNode root = JSON.readTree(parser);
            if (root == null || root.isMissingNode()) {
                throw new UnreadableInput("the body is empty: expected a JSON object.");
            }
            return JsonPlace.root(root);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new UnreadableInput(
                    "the body is not valid JSON"
                            + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()) + ": "
                            + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }
}
