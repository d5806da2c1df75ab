package io.explainerror;

/// The JSON of a judgement, for comparing.
final class JudgementText {
    private JudgementText() {}

    /// The id is new for every judgement, and some statistics tell how long this one took.
    static String withoutIdAndTimes(String judgement) {
        return judgement
                .replaceAll("\"id\": \"[0-9a-f-]{36}\"", "\"id\"")
                .replaceAll("\"[a-zA-Z]*Millis\": [0-9.]+", "");
    }
}
