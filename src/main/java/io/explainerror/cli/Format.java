package io.explainerror.cli;

import io.explainerror.report.HtmlReport;
import io.explainerror.report.JudgementJson;
import io.explainerror.report.MarkdownReport;
import io.explainerror.report.Report;
import io.explainerror.report.Style;
import io.explainerror.report.TextReport;
import java.util.Locale;

/// How a judgement is written.
enum Format {
    TEXT,
    JSON,
    MARKDOWN,
    HTML;

    Report report(boolean coloured) {
        return switch (this) {
            case TEXT -> new TextReport(TextReport.DEFAULT_WIDTH, coloured ? Style.ANSI : Style.PLAIN);
            case JSON -> JudgementJson.pretty();
            case MARKDOWN -> new MarkdownReport();
            case HTML -> new HtmlReport();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
