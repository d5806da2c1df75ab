package io.explainerror.api;

import io.explainerror.catalogue.DidYouMean;
import io.explainerror.model.ProblemException.UnreadableInput;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The query parameters of a request; one that is not known is refused, since it is usually misspelt.
final class QueryParameters {
    private final UriInfo uri;

    private QueryParameters(UriInfo uri) {
        this.uri = uri;
    }

    static QueryParameters of(UriInfo uri, String... known) {
        Set<String> names = new TreeSet<>(Set.of(known));
        for (String given : uri.getQueryParameters().keySet()) {
            if (!names.contains(given)) {
                throw new UnreadableInput("unknown query parameter \"" + given + "\": "
                        + (names.isEmpty() ? "this resource takes none." : "expected " + String.join(", ", names) + ".")
                        + DidYouMean.quoted(given, names));
            }
        }
        return new QueryParameters(uri);
    }

    String text(String name, String otherwise) {
        String value = uri.getQueryParameters().getFirst(name);
        return value == null ? otherwise : value;
    }

    Optional<Instant> instant(String name) {
        String value = uri.getQueryParameters().getFirst(name);
        try {
            return Optional.ofNullable(value).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw new UnreadableInput("query parameter \"" + name
                    + "\": expected an instant such as 2026-05-04T03:12:09Z, but received \"" + value + "\".");
        }
    }
}
