"""A report as Markdown, for a pull request or a wiki, with the map as a picture or as Mermaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from simulator.approval.assumption_facts import day_words
from simulator.approval.change_facts import EQUAL, ChangeFacts
from simulator.approval.flow_report import FlowReport
from simulator.approval.menu_facts import MenuFacts
from simulator.checks.merging import shorten_names
from simulator.draw.finding_marks import mark_findings
from simulator.draw.map_graph import tree_graph
from simulator.draw.map_layout import lay_out
from simulator.draw.mermaid_writer import size_warning, write_mermaid
from simulator.draw.svg_writer import draw_svg
from simulator.graph.plain_words import duration_words, length_words
from simulator.words.markup import escape_markdown
from simulator.words.sanitizer import OutputText, clean_document, join_lines

_VERDICTS = {"good": "✓", "fault": "✗", "open": "≈"}
_SENTENCES_MOST = 20


def report_markdown(report: FlowReport, picture: str = "") -> OutputText:
    """Return the report; ``picture`` is the file of the map, without which it is Mermaid."""
    return join_lines(_lines(report, picture))


def report_picture(report: FlowReport) -> str:
    """Return the map of a report in Markdown, as an SVG file."""
    return draw_svg(lay_out(report.tree), report.client, mark_findings(report.tree, report.findings)).text


def _lines(report: FlowReport, picture: str) -> Iterator[str]:
    client = escape_markdown(report.client)
    yield f"# {client}: the phone menu, for approval"
    yield from ("", f"Version {report.digest}, {day_words(report.today)}", "", escape_markdown(report.summary), "")
    yield from _map_lines(report, picture)
    if report.changes is not None:
        yield from _change_lines(report.changes)
    yield from ("", "## What callers hear, and where each key leads")
    for menu in report.menus:
        yield from _menu_lines(menu)
    yield from ("", "## Checked", "")
    yield from (f"- {_VERDICTS[line.verdict]} {escape_markdown(line.text)}" for line in report.checks)
    for finding in report.findings:
        message, unnamed = shorten_names(finding, 5)
        more = f"; the same in {unnamed:,} more" if unnamed else ""
        yield f"- {finding.severity} {finding.code}: {escape_markdown(message)}{more}"
    yield from ("", "## Assumed, not known", "", *_items(report.assumptions))
    if report.hours:
        yield from ("", "## Hours, and who picks up", "", *_items(report.hours))
    for times in report.times:
        when = f", while {escape_markdown(times.when)}" if times.when else ""
        yield from (
            "",
            f"## How long it takes{when}",
            "",
            "| To reach | Hearing all | At the longest |",
            "|---|--:|--:|",
        )
        yield from (_row(row) for row in times.rows)


def _map_lines(report: FlowReport, picture: str) -> Iterator[str]:
    if picture:
        yield f"![{escape_markdown(f'Map of {report.client}')}](<{picture.replace('<', '%3C').replace('>', '%3E')}>)"
        return
    graph = tree_graph(report.tree, report.client, mark_findings(report.tree, report.findings))
    text = write_mermaid(graph)
    if size_warning(text, graph):
        yield "The map is larger than Mermaid's renderers accept; `ivrsim draw` writes it as a picture."
        return
    yield from ("```mermaid", clean_document(text), "```")


def _change_lines(changes: ChangeFacts) -> Iterator[str]:
    yield from ("", f"## Changed since {escape_markdown(changes.since)}", "")
    if changes.is_empty:
        yield EQUAL
        return
    for key in changes.keys:
        now = f"now leads to **{escape_markdown(key.now)}**" if key.now else "no longer counts"
        before = escape_markdown(key.before or "nothing")
        yield f"- {escape_markdown(key.menu)}, {escape_markdown(key.caption)}: {now} (before: {before})"
    for words in changes.words:
        when = words.when[0].lower() + words.when[1:]
        said = escape_markdown(words.now) if words.now else "nothing is said any more"
        yield f"- {escape_markdown(words.menu)}, {escape_markdown(when)}: {said}"
    yield from _items(changes.others)
    yield from _items(changes.sentences[:_SENTENCES_MOST])
    if (hidden := len(changes.sentences) - _SENTENCES_MOST) > 0:
        yield f"- and {hidden:,} more (`ivrsim diff` lists them)"


def _menu_lines(menu: MenuFacts) -> Iterator[str]:
    yield from ("", f"### {escape_markdown(menu.name)}", "")
    parts = [*map(escape_markdown, menu.numbers)]
    parts += [length_words(menu.length)] if menu.length is not None else []
    parts += [f"{duration_words(menu.listens)} to press a key"] if menu.is_menu else []
    yield from ([", ".join(parts), ""] if parts else [])
    if menu.words:
        yield from (f"> {escape_markdown(menu.words)}", "")
    elif menu.length is not None:
        yield from ("Its words are not in the file.", "")
    if not menu.rows:
        yield "No key counts here."
        return
    yield from ("| Key | Leads to | |", "|---|---|---|")
    yield from (_row((row.caption, row.name, row.remark)) for row in menu.rows)
    if menu.replies:
        yield ""
        yield from (f"- {escape_markdown(f'{line.when}: {line.words}')}" for line in menu.replies)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(escape_markdown, cells))} |"


def _items(texts: Iterable[str]) -> Iterator[str]:
    return (f"- {escape_markdown(text)}" for text in texts)
