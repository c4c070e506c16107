"""Figures of callers as one HTML page with plots. It has no script, loads nothing, and prints.

Each plot has a table of its numbers, folded away on a screen and printed in full.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import chain

from simulator.draw.figure_plots import (
    DAYS,
    PLOT_RULES,
    CurveMark,
    RoundBars,
    plot_curve,
    plot_shares,
    plot_waterfall,
    plot_week,
)
from simulator.draw.svg_style import DARK, LIGHT, PRINT, RULES, colour_variables
from simulator.graph.plain_words import count_noun
from simulator.report.figure_facts import CommonWay, FigureFacts, share_words
from simulator.report.odds_text import ENDS_SHOWN, MENUS_SHOWN, SHARE_SHOWN
from simulator.report.odds_words import percent
from simulator.report.page_parts import cap, icon, own, scrolled, sentence, table
from simulator.words.markup import escape_runner_xml
from simulator.words.sanitizer import OutputText, clean_document

_PAGE_LIGHT, _PAGE_DARK = {**LIGHT, "page": "#eef2f0"}, {**DARK, "page": "#0c1110"}


def figures_html(facts: FigureFacts) -> OutputText:
    """Return the page."""
    style = "\n".join(_style_lines())
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = sentence(f"{facts.title}: where {facts.of} end")
    lines = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{title}</title>",
        f"<style>{style}</style>\n</head>\n<body>\n<main>",
        f"<header><h1>{own(facts.title)}: where {facts.of} end</h1>",
        *(f"<p>{sentence(line)}</p>" for line in facts.heading),
        f'<p class="lead"><strong>{_share_cell(facts.person)}</strong> of {facts.of} reach a person.</p></header>',
        '<div class="plots">',
        *_ends(facts),
        *_times(facts),
        *_menus(facts),
        "</div>",
        *_hours(facts),
        *_map(facts),
        *_words(facts),
        "</main>\n</body>\n</html>",
    ]
    return clean_document(escape_runner_xml("\n".join(lines)))


def _style_lines() -> Iterator[str]:
    yield f":root{{color-scheme:light dark;{colour_variables(_PAGE_LIGHT)}}}"
    yield f"@media (prefers-color-scheme:dark){{:root{{{colour_variables(_PAGE_DARK)}}}}}"
    yield f"@media print{{:root{{color-scheme:light;{colour_variables({**PRINT, 'page': '#ffffff'})}}}}}"
    yield RULES.strip()
    yield PLOT_RULES.strip()
    yield files("simulator.report").joinpath("figures.css").read_text(encoding="utf-8").strip()


def _figures(content: str) -> str:
    return f"<details><summary>The numbers</summary>{content}</details>"


def _section(title: str, note: str, plot: str, numbers: str) -> Iterator[str]:
    """A plot under its title, with a note and its table; all but the note are HTML already."""
    yield f'<section class="plotted"><h2>{title}</h2>'
    if note:
        yield f'<p class="quiet">{sentence(note)}</p>'
    yield f"<figure>{plot}</figure>{_figures(numbers)}</section>"


def _ends(facts: FigureFacts) -> Iterator[str]:
    shown, hidden = facts.ends[:ENDS_SHOWN], facts.ends[ENDS_SHOWN:]
    note = f"Of all {facts.of}."
    if hidden:
        note += f" {count_noun(len(hidden), 'rarer end').capitalize()} are only in the table."
    plot = plot_shares(f"Where {facts.of} end", [end.bar for end in shown])
    rows = [(own(end.bar.name), sentence(share_words(end.bar)), end.mean) for end in facts.ends]
    numbers = table(("", facts.of.capitalize(), "After"), rows, f"Where {facts.of} end", "numbers")
    yield from _section(f"Where {facts.of} end", note, plot, numbers)


def _times(facts: FigureFacts) -> Iterator[str]:
    title = "Time to a person"
    if not facts.curve or not facts.percentiles:
        yield f'<section class="plotted"><h2>{title}</h2><p>Nobody reaches a person.</p></section>'
        return
    names = {50: "half", 90: "90 %", 99: "99 %"}
    marks = [CurveMark(names[number], seconds, number / 100) for number, seconds in facts.percentiles.items()]
    last = facts.percentiles[99]
    points = [point for point in facts.curve if point[0] <= last]
    rows = [(f"p{number}", f"{seconds:,.3f} s") for number, seconds in facts.percentiles.items()]
    note = f"Of the {percent(facts.person)} who reach one: how many have by then."
    numbers = table((f"Of {facts.of} with a person", "By"), rows, title, "numbers")
    yield from _section(title, note, plot_curve(title, points, marks), numbers)


def _menus(facts: FigureFacts) -> Iterator[str]:
    busiest = sorted(facts.menus.items(), key=lambda item: -item[1][0].reached)
    for number, (name, rounds) in enumerate(busiest[:MENUS_SHOWN]):
        shown = [item for item in rounds if item.number == 1 or item.reached >= SHARE_SHOWN]
        note = f"Per {facts.of.removesuffix('s')}: wrong keys and silences come to the next round."
        if any(item.reached > 1 for item in rounds):
            note += f" More than 100 %: {facts.of} that come again count again."
        rows = [_round_cells(item) for item in rounds]
        head = ("Round", "In", "Choose", "Wrong key", "Silent", "Gone")
        plot = plot_waterfall(f"{name}, round by round", shown)
        yield from _section(own(name), note if not number else "", plot, table(head, rows, name, "numbers"))
    if len(busiest) > MENUS_SHOWN:
        left = count_noun(len(busiest) - MENUS_SHOWN, "menu")
        yield f'<p class="quiet">And {left} with fewer {facts.of}: --format csv has them all.</p>'


def _round_cells(item: RoundBars) -> tuple[str, ...]:
    return (str(item.number), *map(_share_cell, item[1:]))


def _share_cell(share: float) -> str:
    return sentence(percent(share))  # a small one has a sign of markup


def _hours(facts: FigureFacts) -> Iterator[str]:
    title = "Hours of the week"
    if facts.hours is None:
        yield f'<section><h2>{title}</h2><p class="quiet">{sentence(facts.hours_missing)}</p></section>'
        return
    every = [*chain.from_iterable(facts.hours)]
    low, high = percent(min(every)), percent(max(every))
    note = f"How many reach a person, by the hour of an ordinary week: from {low} (empty) to {high} (full)."
    rows = [(name, *(f"{100 * share:.0f}" for share in day)) for name, day in zip(DAYS, facts.hours, strict=True)]
    head = ("%", *map(str, range(24)))
    numbers = f'<div class="scroll" tabindex="0">{table(head, rows, title, "numbers hours")}</div>'
    yield from _section(title, note, plot_week(title, facts.hours, note), numbers)


def _map(facts: FigureFacts) -> Iterator[str]:
    yield '<section class="map"><h2>The map</h2>'
    if facts.map is None:
        yield f'<p class="quiet">{sentence(facts.map_missing)}</p></section>'
        return
    yield f'<p class="quiet">The share of {facts.of} who take each way, and who come to each menu.</p>'
    if facts.common:
        yield f'<p class="common">In every menu: {", ".join(map(_common_way, facts.common))}</p>'
    yield f'<svg class="symbols" aria-hidden="true">{facts.map.symbols}</svg>'
    for picture in facts.map.pictures:
        caption = f"<figcaption>{sentence(picture.heading)}</figcaption>" if picture.heading else ""
        yield f"<figure>{caption}{scrolled(picture.svg)}</figure>"
    signs = "".join(f"<span>{icon(sign)}{sentence(words)}</span>" for sign, words in facts.map.legend)
    yield f'<p class="legend">{signs}</p></section>'


def _common_way(way: CommonWay) -> str:
    head = cap(way.head) if way.is_key else f"{sentence(way.head)}:"
    return f"{head} {own(way.name)} <strong>{sentence(way.share)}</strong>"


def _words(facts: FigureFacts) -> Iterator[str]:
    """The same as text, with what to change first: nothing that the terminal shows is missing."""
    lines = "\n".join(sentence_line(line) for line in facts.words)
    yield f'<section><h2>All figures as text</h2><details><summary>As in a terminal</summary><pre tabindex="0">{lines}'
    yield "</pre></details></section>"


def sentence_line(line: str) -> str:
    """Return a line of a text whose columns stand under each other."""
    return "".join(part if part.isspace() else sentence(part) for part in re.split("( {2,}|^ )", line) if part)
