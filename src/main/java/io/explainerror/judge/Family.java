package io.explainerror.judge;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Kinds of remedy that a step advises, told from its words, so that a step of one pattern can be checked against what
/// another pattern forbids. `Stop the retries` does not advise retrying: a clause that a limiting word opens does not
/// count. Catalogue texts are English and short; nothing else is read.
enum Family {
    /// Ask again: retry, resend, replay, add attempts. A retry budget, policy or `Retry-After` is no retry.
    RETRY(
            "\\b(retr(y|ies|ying)\\b(?! (budget|limit|storm|amplification|policy|count)|-after)|resend|re-send|replay|requeue"
                    + "|(add|more|extra|raise the) attempts|repeat (\\w+ ){0,3}(requests?|calls?|messages?|attempts?))\\b"),
    /// More of the same: scale up or out, add replicas, enlarge a service.
    SCALE("\\b(scale|scaling|autoscale|enlarge(?!.{0,40}\\b(pools?|connections?)\\b)|(add|more|extra|additional)"
            + " (\\w+ ){0,2}(replicas?|instances?|pods?|nodes?|consumers?|workers?))\\b"),
    /// More connections: enlarge a pool, raise a connection limit.
    ENLARGE_POOL("\\b(enlarge|raise|increase|grow|bigger|larger)\\b.{0,40}\\b(pools?|connections?|max_connections)\\b"),
    /// Back to the version or configuration before.
    ROLL_BACK(
            "\\b(roll(ing)? (\\w+ ){0,4}back|rollback|revert(ing)?|(undo|take back) the (change|roll-?out|deployment))\\b"),
    /// Start a process again.
    RESTART("\\b(restart|restarting|reboot|bounce|recycle|kill the (pod|process|container))\\b");

    private static final Pattern LIMITS = Pattern.compile("\\b(stop|disable|cap|limit|reduce|lower|turn off|switch off"
            + "|without|no|not|don't|never|avoid|pause|cut|fewer|less|before|instead of|rather than|budget|throttle"
            + "|drop|remove|check|see|whether|scale (\\w+ ){0,3}(down|in))\\b");
    private static final Pattern CLAUSE = Pattern.compile("[,;:.()]| - | and | then ");
    private static final Pattern FORBIDS = Pattern.compile("^(please )?(do not|don't|never|avoid)\\b");

    private final Pattern words;

    Family(String words) {
        this.words = Pattern.compile(words);
    }

    /// The families that a text advises.
    static Set<Family> advisedBy(String text) {
        Set<Family> advised = EnumSet.noneOf(Family.class);
        String lower = text.toLowerCase(Locale.ROOT);
        for (String clause : CLAUSE.splitAsStream(lower).toList()) {
            for (Family family : values()) {
                Matcher matcher = family.words.matcher(clause);
                if (matcher.find()
                        && !LIMITS.matcher(clause.substring(0, matcher.end())).find()) {
                    advised.add(family);
                }
            }
        }
        return advised;
    }

    /// The families that a forbidden step names, with or without a `do not` of its own.
    static Set<Family> forbiddenBy(String dont) {
        String lower = dont.strip().toLowerCase(Locale.ROOT);
        return advisedBy(FORBIDS.matcher(lower).replaceFirst(""));
    }
}
