"""A report as one HTML page: to read on a screen, and to print and sign. It has no script and loads nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from importlib.resources import files

from simulator.approval.annex_page import annex_lines
from simulator.approval.assumption_facts import day_words
from simulator.approval.first_page import first_page_lines
from simulator.approval.flow_report import FlowReport
from simulator.approval.page_plan import UNIT, FirstPage, plan_first_page
from simulator.draw.finding_marks import mark_findings
from simulator.draw.paper_map import MapPicture, PaperMap, PaperSize, draw_for_paper
from simulator.draw.svg_style import DARK, LIGHT, PRINT, RULES, colour_variables
from simulator.report.page_parts import css_string, own

_SIGNS = frozenset({"person", "machine", "menu", "nobody", "unknown", "back", "clock", "sound"})
"""The signs of the tables of keys."""

_PAGE_LIGHT, _PAGE_DARK = {**LIGHT, "page": "#eef2f0"}, {**DARK, "page": "#0c1110"}


def report_html(report: FlowReport) -> str:
    """Return the page."""
    overlay = mark_findings(report.tree, report.findings)

    def draw(size_most: PaperSize) -> PaperMap:
        return draw_for_paper(report.tree, overlay, size_most, _SIGNS)

    first = plan_first_page(report, draw, overlay)
    style = _style(report, first)
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    dense = " dense" if first.plan.dense else ""
    lines = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{_title(report)}</title>",
        f"<style>{style}</style>\n</head>\n<body>\n<main>",
        f'<svg class="symbols" aria-hidden="true">{first.map.symbols}</svg>',
        f'<section class="first{dense}">',
        *first_page_lines(report, first, overlay),
        "</section>",
        *annex_lines(report, first),
        _footer(report),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(lines)


def _title(report: FlowReport) -> str:
    # a title holds text only, so a name from right to left cannot be set apart by an element
    return own(f"{report.client}: phone menu to approve").removeprefix("<bdi>").removesuffix("</bdi>")


def _footer(report: FlowReport) -> str:
    version = f"version {report.digest} of {day_words(report.today)}"
    return f"<footer>{own(report.client)}, {version}. To check later what was approved, quote the version.</footer>"


def _style(report: FlowReport, first: FirstPage) -> str:
    return "\n".join(_style_lines(report, first.map.pictures))


def _style_lines(report: FlowReport, pictures: Sequence[MapPicture]) -> Iterator[str]:
    yield f":root{{color-scheme:light dark;{colour_variables(_PAGE_LIGHT)}}}"
    yield f"@media (prefers-color-scheme:dark){{:root{{{colour_variables(_PAGE_DARK)}}}}}"
    yield f"@media print{{:root{{color-scheme:light;{colour_variables({**PRINT, 'page': '#ffffff'})}}}}}"
    yield RULES.strip()
    yield files("simulator.approval").joinpath("report.css").read_text(encoding="utf-8").strip()
    small = "font:8pt system-ui,sans-serif;color:#444444"
    name = css_string(f"{report.client}, version {report.digest} of {day_words(report.today)}")
    yield (
        f"@page{{size:A4;margin:11mm 12mm 13mm;@bottom-left{{content:{name};{small}}}"
        f'@bottom-right{{content:"Page " counter(page) " of " counter(pages);{small}}}}}'
    )
    sizes = (f"#sheet-{number}{{width:{picture.width * UNIT:.1f}pt}}" for number, picture in enumerate(pictures, 1))
    yield f"@media print{{{''.join(sizes)}}}"
