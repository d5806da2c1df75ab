package io.explainerror.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A judgement in a ticket.
class MarkdownReportTest {
    private final MarkdownReport report = new MarkdownReport();

    @Test
    void looksAsOnFile() {
        Golden.assertMatches("report/pool.md", report.render(Samples.pool()));
        Golden.assertMatches("report/healthy.md", report.render(Samples.healthy()));
        Golden.assertMatches("report/hostile.md", report.render(Samples.hostile()));
    }

    @Test
    void proseStaysProse() {
        assertThat(MarkdownText.prose("a|b <b>x</b> `c` *d* _e_ [f](g) # h ![i](j) ~k~ http://l @m &lt;"))
                .isEqualTo("a\\|b &lt;b&gt;x&lt;/b&gt; \\`c\\` \\*d\\* \\_e\\_ \\[f\\](g) \\# h \\!\\[i\\](j) \\~k\\~"
                        + " http&#58;//l &#64;m &amp;lt;");
    }

    @Test
    void codeCannotBeLeftByBackticks() {
        assertThat(MarkdownText.code("plain")).isEqualTo("`plain`");
        assertThat(MarkdownText.code("a `` b")).isEqualTo("``` a `` b ```");
        assertThat(MarkdownText.block("a\n```\n<b>")).isEqualTo("````\na\n```\n<b>\n````\n");
    }

    @Test
    void aLineBreakInALogLineDoesNotBeginANewBlock() {
        String withoutQuery = report.render(Samples.hostile()).replace(MarkdownText.block(Samples.HOSTILE), "");

        assertThat(withoutQuery.lines()).noneMatch(line -> line.startsWith("FORGED"));
        assertThat(MarkdownText.code("a\r\n# b\u001b[0m")).isEqualTo("`a  # b\\u001b[0m`");
    }
}
