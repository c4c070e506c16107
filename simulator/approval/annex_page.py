"""The annex: everything that the first page leaves out or shortens, as HTML."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.approval.change_facts import ChangeFacts
from simulator.approval.first_page import check_item, hours_html, menus_html, replies_html, times_html
from simulator.approval.flow_report import FlowReport
from simulator.approval.page_plan import FirstPage, PagePlan, shared_replies
from simulator.checks.merging import shorten_names
from simulator.checks.rule import Finding
from simulator.report.page_parts import item_list, mark, own, scrolled, sentence

_FULL = PagePlan()
_MENUS_NAMED = 8


def annex_lines(report: FlowReport, first: FirstPage) -> Iterator[str]:
    """Yield the annex; nothing where the first page has all of it."""
    parts = list(_parts(report, first))
    if parts:
        yield '<section class="annex">'
        yield from parts
        yield "</section>"


def _parts(report: FlowReport, first: FirstPage) -> Iterator[str]:
    plan = first.plan
    for picture in first.map.pictures[1:]:
        heading = f"<figcaption>{sentence(picture.heading)}</figcaption>" if picture.heading else ""
        yield f"<figure>{heading}{scrolled(picture.svg)}</figure>"
    is_short = plan.rows_most < _FULL.rows_most or plan.signs_most < _FULL.signs_most
    menus = report.menus if is_short else [menu for menu in report.menus if menu not in first.menus]
    if menus:
        yield "<h2>What callers hear, and where each key leads</h2>"
        everywhere = shared_replies(report.menus) if len(menus) > 2 else ()
        yield replies_html(everywhere, _FULL)
        for place in range(0, len(menus), 2):
            yield menus_html(menus[place : place + 2], _FULL, everywhere)
    if not plan.extras:
        if any(table.rows for table in report.times):
            yield times_html(report.times)
        yield hours_html(report)
    if report.changes is not None and report.changes.sentences:
        yield from _changes(report.changes)
    if report.findings:
        yield "<h2>What the checks found</h2>"
        yield item_list(_finding_item(finding) for finding in report.findings)
    if plan.lines_most < _FULL.lines_most:
        yield "<h2>Checked, and assumed</h2>"
        yield item_list(map(check_item, report.checks))
        yield item_list(f'<li class="assumed">{sentence(line)}</li>' for line in report.assumptions)
    if report.calls:
        yield "<h2>Rehearsed calls</h2>"
        yield item_list(
            (
                f'<li class="{"good" if call.passes else "fault"}">{"" if call.passes else mark(0)}{own(call.name)}'
                f"{'' if call.passes else ': does not go as it should'}</li>"
                for call in report.calls
            ),
            "calls",
        )


def _changes(changes: ChangeFacts) -> Iterator[str]:
    yield f"<h2>What callers notice, compared with {sentence(changes.since)}</h2>"
    yield item_list(f'<li class="plain">{sentence(line)}</li>' for line in changes.sentences)


def _finding_item(finding: Finding) -> str:
    message, unnamed = shorten_names(finding, _MENUS_NAMED)
    more = f"; the same in {unnamed:,} more" if unnamed else ""
    sign = mark(0) if finding.severity != "info" else ""
    look = "" if sign else ' class="plain"'
    return f"<li{look}>{sign}{sentence(message)}{more} ({finding.code})</li>"
