package io.explainerror.signal;

import java.util.List;
import java.util.stream.Stream;

/// Words that tell a message from its opposite: they stay visible in a template even where other values are masked,
/// so that "started" and "stopped" never share one.
final class StateWords {
    private static final List<String> WORDS = List.of(
            "start started starting begin began begun stop stopped stopping end ended finish finished finishing",
            "connect connected connecting disconnect disconnected disconnecting reconnect reconnected reconnecting",
            "open opened opening close closed closing half up down upgraded downgraded",
            "acquire acquired acquiring release released releasing lock locked unlock unlocked",
            "enable enabled enabling disable disabled disabling on off yes no true false",
            "success successful successfully succeed succeeded succeeds unsuccessful unsuccessfully",
            "ok okay good bad pass passed pending complete completed incomplete partial aborted cancelled canceled",
            "healthy unhealthy available unavailable active inactive online offline ready unready alive dead idle busy",
            "valid invalid accepted rejected allowed allow deny granted revoked approved declined authorized unauthorized",
            "add added remove removed create created delete deleted insert inserted join joined leave left",
            "primary replica standby master slave leader follower subscribed unsubscribed subscribe unsubscribe",
            "register registered deregistered unregistered attach attached detach detached mount mounted unmount",
            "unmounted load loaded unload unloaded increase increased decrease decreased grow shrink scaled",
            "expired renewed resumed suspended paused running terminated killed restarted crashed exited",
            "found missing known unknown empty full hit miss warn warning null nil none");

    private static final WordSet STATES = new WordSet(
            Stream.concat(WORDS.stream(), FailureWords.LINES.stream()).toList());

    private StateWords() {}

    /// Whether the ASCII word in this range is one of them, whatever its case.
    static boolean contains(byte[] text, int from, int to) {
        return STATES.contains(text, from, to);
    }
}
