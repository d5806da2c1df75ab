package io.explainerror.signal;

import io.explainerror.intake.Text;

final class TemplateMiner {
    static long key(Text t) {
        return 0;
    }

    static String template(Text t) {
        return "";
    }

    static boolean failure(String t) {
        return false;
    }
}
