package io.explainerror.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A judgement in a browser.
class HtmlReportTest {
    private final HtmlReport report = new HtmlReport();

    @Test
    void looksAsOnFile() {
        Golden.assertMatches("report/pool.html", report.render(Samples.pool()));
        Golden.assertMatches("report/healthy.html", report.render(Samples.healthy()));
    }

    @Test
    void needsNothingElse() {
        assertThat(report.render(Samples.pool()))
                .doesNotContain("<script", "<link", "<img", "src=", "href=", "url(", "http://", "https://")
                .contains("prefers-color-scheme: dark", "width=device-width");
    }

    @Test
    void aHostileLineStaysText() {
        String page = report.render(Samples.hostile());

        assertThat(page)
                .doesNotContain("<script", "<img", "\u001b", "\u202E", "\u0000", "\u009b")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
                .contains("&amp;amp;")
                .contains("\\u001b[2J");
        assertThat(page.chars().filter(c -> c != '\n' && Character.isISOControl(c)))
                .isEmpty();
    }
}
