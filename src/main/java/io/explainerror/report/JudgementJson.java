package io.explainerror.report;

import io.explainerror.model.Judgement;

public final class JudgementJson {
    private JudgementJson() {}

    public static String write(Judgement j) {
        return "{\"pattern\":\"" + j.pattern() + "\"}";
    }
}
