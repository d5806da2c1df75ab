/// Judgements as readers want them: [JudgementJson] for programs, [TextReport] for a terminal, [MarkdownReport] for a
/// ticket, [HtmlReport] for a browser.
@NullMarked
package io.explainerror.report;

import org.jspecify.annotations.NullMarked;
