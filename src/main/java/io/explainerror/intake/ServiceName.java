package io.explainerror.intake;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Service and instance as a log file's name tells them.
///
/// @param instance pod suffix or replica, "" when there is none
record ServiceName(String service, String instance) {
    private static final Pattern ENDING = Pattern.compile(
            "(?i)(\\.(gz|zst|zip|bz2|xz|log|txt|json|jsonl|ndjson|out|err|stdout|stderr|csv|current|old|bak|\\d{1,8})"
                    + "|[-_.]?\\d{4}-\\d{2}-\\d{2}([-_T.]?\\d{2}([-:_]?\\d{2}){0,2}Z?)?"
                    + "|[-_.]20\\d{6}([-_T]?\\d{4,6})?)$");
    private static final Pattern KIND =
            Pattern.compile("(?i)[-_.](access|error|errors|stdout|stderr|app|server|console|log|logs)$");
    private static final Pattern DEPLOYMENT = Pattern.compile("^(.+?)-([0-9a-f]{6,10}-[a-z0-9]{5})$");
    private static final Pattern STATEFUL = Pattern.compile("^(.+?)[-_](\\d{1,3})$");

    /// From `/var/log/nginx/checkout-access.log.1.gz` and the like.
    static ServiceName ofFile(String name) {
        String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String before;
        do {
            before = base;
            base = shorter(ENDING, base);
        } while (!base.equals(before));
        base = shorter(KIND, base);
        base = shorter(ENDING, base);
        String lower = base.toLowerCase(Locale.ROOT);
        if (lower.equals("access") || lower.equals("error") || lower.isEmpty() || lower.equals("-")) {
            return new ServiceName(lower.equals("-") || lower.isEmpty() ? "stdin" : "web", "");
        }
        return ofPod(base);
    }

    private static String shorter(Pattern ending, String name) {
        Matcher matcher = ending.matcher(name);
        return matcher.find() && matcher.start() > 0 ? name.substring(0, matcher.start()) : name;
    }

    /// From a Kubernetes pod's name: `checkout-6d4cf56db6-x2v9k`, `kafka-0`.
    static ServiceName ofPod(String pod) {
        Matcher deployment = DEPLOYMENT.matcher(pod);
        if (deployment.matches()) {
            return new ServiceName(deployment.group(1), pod);
        }
        Matcher stateful = STATEFUL.matcher(pod);
        return stateful.matches() ? new ServiceName(stateful.group(1), pod) : new ServiceName(pod, "");
    }
}
