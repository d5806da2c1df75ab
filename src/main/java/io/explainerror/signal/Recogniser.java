package io.explainerror.signal;

import io.explainerror.model.Phase;
import java.util.List;

/// Knowledge about one message of one piece of software, as `rules/recognisers/*.yaml` states it.
///
/// @param id       unique in the catalogue
/// @param symptom  the kind that rules see, declared in `rules/recognisers/kinds.yaml`
/// @param phase    where the time was spent
/// @param contains literals; a record is looked at only when it holds at least one of them
/// @param all      literals that must occur too, anywhere in the record; usually empty
/// @param ignoreCase whether literals and pattern disregard the case of ASCII letters
/// @param pattern  regular expression (RE2 syntax) searched in the line that holds the literal, "" when the literal
///                 alone decides; a pattern that mentions `\n` or `(?s` is searched in the lines around it too. Group
///                 names are capture names; `peer` names the other side, `service` overrides who is meant
/// @param software what prints it, with versions
/// @param origin   where the examples come from
/// @param examples texts it must match
/// @param rejects  texts it must not match
/// @param also     ids of recognisers that may match the same examples
/// @param file     where it stands, relative to the rule folder
/// @param line     1-based
/// @param column   1-based
public record Recogniser(
        String id,
        String symptom,
        Phase phase,
        List<String> contains,
        List<String> all,
        boolean ignoreCase,
        String pattern,
        String software,
        String origin,
        List<String> examples,
        List<String> rejects,
        List<String> also,
        String file,
        int line,
        int column) {
    public Recogniser {
        contains = List.copyOf(contains);
        all = List.copyOf(all);
        examples = List.copyOf(examples);
        rejects = List.copyOf(rejects);
        also = List.copyOf(also);
    }
}
