package io.explainerror.signal;

import io.explainerror.intake.Text;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Groups the messages of one service by template in one pass and bounded memory, with a value per template.
///
/// Of more than `limit` templates those with the lowest rank are kept, failures before others and then by hash; the
/// values of the rest are merged into [#overflow()]. A rank depends on the template alone and the bar only falls, so
/// a template that is kept in the end was kept from its first record on: values are exact, and miners of two halves,
/// merged, equal the miner of the whole. Limits: words without digits are never taken for values unless quoted or
/// behind `=`, so a log that prints user names in running text has a template for each; only the first 512 bytes of a
/// message count. Not thread-safe.
///
/// @param <V> what to keep per template, e.g. counts per minute
public final class TemplateMiner<V> {
    private static final int RECENT = 1024;
    private static final Comparator<Template<?>> RANK = Comparator.<Template<?>, Boolean>comparing(Template::failure)
            .reversed()
            .thenComparing(Template::key);

    private final TemplateMask mask = new TemplateMask();
    private final int limit;
    private final Supplier<V> empty;
    private final BinaryOperator<V> merge;
    private final Map<Long, Template<V>> kept = new HashMap<>();
    private final PriorityQueue<Template<V>> worstFirst = new PriorityQueue<>(RANK.reversed());
    private final @Nullable Template<V>[] recent;
    private V overflow;

    /// @param limit how many templates to keep, 2,000 being plenty for one service
    /// @param empty a new value
    /// @param merge adds the second value to the first and returns the sum; may change the first
    @SuppressWarnings({"unchecked", "rawtypes"})
    public TemplateMiner(int limit, Supplier<V> empty, BinaryOperator<V> merge) {
        this.limit = limit;
        this.empty = empty;
        this.merge = merge;
        this.recent = new Template[RECENT];
        this.overflow = empty.get();
    }

    /// Hash of the message's template; allocates nothing.
    public long key(Text message) {
        return mask.key(mask(message));
    }

    /// The message's template.
    public String template(Text message) {
        return mask.template(mask(message));
    }

    /// Whether a message speaks of failure: of errors, refusals, time-outs and the like that are not negated. Looks
    /// at the words only, not at the level.
    public static boolean failure(Text message) {
        return FailureWords.speakIn(message.bytes(), message.from(), message.to());
    }

    /// Whether a template speaks of failure.
    public static boolean failure(String template) {
        byte[] bytes = template.getBytes(StandardCharsets.UTF_8);
        return FailureWords.speakIn(bytes, 0, bytes.length);
    }

    /// The value of the message's template, to be changed in place; that of [#overflow()] when the template is not
    /// kept.
    public V at(Text message) {
        Template<V> template = find(message);
        return template == null ? overflow : template.value();
    }

    /// The message's template with its value, or null when it is not kept.
    public @Nullable Template<V> find(Text message) {
        int length = mask(message);
        long key = mask.key(length);
        int slot = (int) key & (RECENT - 1);
        Template<V> cached = recent[slot];
        if (cached != null && cached.key() == key) {
            return cached;
        }
        Template<V> template = kept.get(key);
        if (template == null) {
            boolean failure = mask.failure(length);
            template = admits(key, failure)
                    ? admit(new Template<>(key, mask.template(length), failure, empty.get()))
                    : null;
        }
        recent[slot] = template;
        return template;
    }

    /// Adds what another miner of the same limit found; the other must not be used afterwards.
    public void merge(TemplateMiner<V> other) {
        overflow = merge.apply(overflow, other.overflow);
        for (Template<V> theirs : other.kept.values()) {
            Template<V> ours = kept.remove(theirs.key());
            if (ours != null) {
                worstFirst.remove(ours);
                admit(new Template<>(
                        ours.key(), ours.text(), ours.failure(), merge.apply(ours.value(), theirs.value())));
            } else if (admits(theirs.key(), theirs.failure())) {
                admit(theirs);
            } else {
                overflow = merge.apply(overflow, theirs.value());
            }
        }
        Arrays.fill(recent, null);
    }

    /// Hands over every value, that of [#overflow()] included.
    public void each(Consumer<V> consumer) {
        kept.values().forEach(template -> consumer.accept(template.value()));
        consumer.accept(overflow);
    }

    /// The kept templates, by text.
    public List<Template<V>> templates() {
        return kept.values().stream()
                .sorted(Comparator.comparing(Template::text))
                .toList();
    }

    /// What was counted for templates beyond the limit.
    public V overflow() {
        return overflow;
    }

    private int mask(Text message) {
        return mask.mask(message.bytes(), message.from(), message.to());
    }

    private boolean admits(long key, boolean failure) {
        Template<V> worst = worstFirst.peek();
        return kept.size() < limit || (worst != null && (failure == worst.failure() ? key < worst.key() : failure));
    }

    private Template<V> admit(Template<V> template) {
        if (kept.size() >= limit) {
            Template<V> evicted = worstFirst.remove();
            kept.remove(evicted.key());
            recent[(int) evicted.key() & (RECENT - 1)] = null;
            overflow = merge.apply(overflow, evicted.value());
        }
        kept.put(template.key(), template);
        worstFirst.add(template);
        return template;
    }
}
