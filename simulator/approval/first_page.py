"""The first page: all that somebody signs, as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from simulator.approval.assumption_facts import day_words
from simulator.approval.change_facts import EQUAL, ChangeFacts
from simulator.approval.check_facts import CheckLine
from simulator.approval.flow_report import FlowReport
from simulator.approval.menu_facts import KeyRow, MenuFacts, ReplyLine
from simulator.approval.page_plan import COLUMN_ROWS, MENUS_MOST, FirstPage, PagePlan, shared_replies
from simulator.approval.time_facts import TimeTable
from simulator.draw.map_overlay import MapOverlay
from simulator.draw.map_tree import name_of_target
from simulator.graph.plain_words import count_noun, duration_words, length_words
from simulator.report.page_parts import (
    cap,
    icon,
    item_list,
    mark,
    own,
    quote_block,
    scrolled,
    sentence,
    shorten,
    table,
)

_NOWHERE = "nothing"


def first_page_lines(report: FlowReport, first: FirstPage, overlay: MapOverlay) -> Iterator[str]:
    """Yield the page from its title to the signature."""
    plan = first.plan
    yield from _head(report)
    yield from _map(report, first)
    yield "<h2>What callers hear, and where each key leads</h2>"
    yield menus_html(first.menus, plan)
    hidden = len(report.menus) - len(first.menus)
    if hidden:
        more = count_noun(hidden, "more menu or announcement", "more menus and announcements", spell=False)
        yield f'<p class="q">{more}: see the annex.</p>'
    times = times_html(report.times) if plan.extras else ""
    changes = _changes(report.changes, plan) if report.changes is not None else ""
    assumed = _limited([f'<li class="assumed">{sentence(line)}</li>' for line in report.assumptions], plan.lines_most)
    yield f'<div class="two"><div><h2>Checked</h2>{_checks(report, overlay, plan)}{times}</div>'
    yield f"<div>{changes}<h2>Assumed, not known</h2>{assumed}</div></div>"
    yield hours_html(report) if plan.extras else ""
    lines = "".join(f"<section><div></div><span>{word}</span></section>" for word in ("Name", "Date", "Signature"))
    yield f'<div class="sign">{lines}</div>'


def _head(report: FlowReport) -> Iterator[str]:
    yield f"<header><h1>{own(report.client)}: the phone menu, for your approval</h1>"
    yield f"<p>Version {report.digest}<br>{day_words(report.today)}</p></header>"
    yield f'<p class="lead">{sentence(report.summary)}</p>'


def _map(report: FlowReport, first: FirstPage) -> Iterator[str]:
    for picture in first.map.pictures[:1]:
        yield f"<figure>{scrolled(picture.svg)}</figure>"
    if report.tree.common:
        ways = (
            f"{cap(branch.way.caption)} {own(name_of_target(report.tree, branch))}"
            f"{f' · {sentence(branch.way.note)}' if branch.way.note else ''}"
            for branch in report.tree.common
        )
        yield f'<p class="legend"><span>In every menu:</span>{"".join(f"<span>{way}</span>" for way in ways)}</p>'
    items = "".join(f"<span>{icon(sign)}{sentence(words)}</span>" for sign, words in first.map.legend)
    more = len(first.map.pictures) - 1
    goes_on = f"<span>The map goes on in the annex ({count_noun(more, 'sheet')}).</span>" if more else ""
    yield f'<p class="legend">{items}{goes_on}</p>'


# -- menus ----------------------------------------------------------------------------------------


def menus_html(menus: Sequence[MenuFacts], plan: PagePlan, replies_above: Sequence[ReplyLine] = ()) -> str:
    """Return menus side by side; replies to mistakes that all of them share are given once.

    The ``replies_above``, which stand there for all menus, are left out.
    """
    shared = shared_replies(menus)
    columns = min(len(menus), MENUS_MOST)
    inside = "".join(_menu_html(menu, plan, columns, (*replies_above, *shared)) for menu in menus)
    look = f"menus n{columns}" if columns > 1 else "menus"
    new_replies = [line for line in shared if line not in replies_above]
    return f'<div class="{look}">{inside}</div>{replies_html(new_replies, plan)}'


def _menu_html(menu: MenuFacts, plan: PagePlan, columns: int, shared: Sequence[ReplyLine]) -> str:
    words = quote_block(shorten(menu.words, plan.signs_most)) if menu.words else _without_words(menu)
    replies = replies_html([line for line in menu.replies if line not in shared], plan)
    if columns > 1:
        body = words + _keys_html(menu, plan, is_narrow=columns == MENUS_MOST) + replies
    elif len(menu.rows) > COLUMN_ROWS:
        body = words + _key_columns(menu, plan) + replies
    else:
        body = f'<div class="side"><div>{words}{replies}</div><div>{_keys_html(menu, plan)}</div></div>'
    return f'<section class="menu"><h3>{own(menu.name)}</h3><p class="q">{_menu_line(menu)}</p>{body}</section>'


def _menu_line(menu: MenuFacts) -> str:
    parts = [own(number) for number in menu.numbers]
    parts += [sentence(length_words(menu.length))] if menu.length is not None else []
    if menu.is_menu:
        wait = f"{duration_words(menu.listens)} to press a key"
        parts.append(f"then {wait}" if menu.length is not None else wait)
    return ", ".join(parts)


def _without_words(menu: MenuFacts) -> str:
    return (
        '<p class="q">Nothing is said.</p>'
        if menu.length is None
        else '<p class="q">Its words are not in the file.</p>'
    )


def _keys_html(menu: MenuFacts, plan: PagePlan, *, is_narrow: bool = False) -> str:
    if not menu.rows:
        return '<p class="q">No key counts here.</p>'
    return _key_table(menu, menu.rows[: plan.rows_most], is_narrow=is_narrow) + _hidden_keys(menu, plan)


def _key_columns(menu: MenuFacts, plan: PagePlan) -> str:
    """Return the keys of a long menu in two columns, downwards."""
    rows = menu.rows[: plan.rows_most]
    middle = (len(rows) + 1) // 2
    columns = "".join(f"<div>{_key_table(menu, part)}</div>" for part in (rows[:middle], rows[middle:]))
    return f'<div class="side">{columns}</div>{_hidden_keys(menu, plan)}'


def _hidden_keys(menu: MenuFacts, plan: PagePlan) -> str:
    hidden = len(menu.rows) - plan.rows_most
    return f'<p class="q">{hidden:,} more in the annex.</p>' if hidden > 0 else ""


def _key_table(menu: MenuFacts, shown: Sequence[KeyRow], *, is_narrow: bool = False) -> str:
    rows = []
    for row in shown:
        look = ' class="mistake"' if row.is_quiet else ""
        words = own(row.name) + _narrow_remark(row, is_narrow)
        name = f'<span class="named">{icon(row.sign)}<span>{words}</span></span>'
        remark = "" if is_narrow else f"<td>{sentence(row.remark)}</td>"
        rows.append(f'<tr{look}><th scope="row">{cap(row.caption)}</th><td>{name}</td>{remark}</tr>')
    caption = f'<caption class="sr">{own(menu.name)}: keys</caption>'
    return f'<table class="keys">{caption}<tbody>{"".join(rows)}</tbody></table>'


def _narrow_remark(row: KeyRow, is_narrow: bool) -> str:
    """What to know of a key, after its name, where three menus stand next to each other; not what its sign says."""
    return f' <small class="q">· {sentence(row.remark)}</small>' if is_narrow and not row.is_plain else ""


def replies_html(lines: Sequence[ReplyLine], plan: PagePlan) -> str:
    """Return the replies to mistakes, line by line; empty where there are none."""
    if not lines:
        return ""
    items = "".join(
        f"<dt>{sentence(line.when)}</dt><dd>{own(shorten(line.words, plan.signs_most))}</dd>" for line in lines
    )
    return f"<dl>{items}</dl>"


# -- checked, changed, times ----------------------------------------------------------------------


def _checks(report: FlowReport, overlay: MapOverlay, plan: PagePlan) -> str:
    marks = [f"<li>{mark(line.number)}{sentence(line.text)}</li>" for line in overlay.foot]
    faults = [check_item(line) for line in report.checks if line.verdict == "fault"]
    others = [check_item(line) for line in report.checks if line.verdict != "fault"]
    return _limited([*faults, *marks, *others], plan.lines_most)  # where room is scarce, faults are shown


def check_item(line: CheckLine) -> str:
    """Return a result of the checks as an item of a list."""
    sign = mark(0) if line.verdict == "fault" else ""
    return f'<li class="{line.verdict}">{sign}{sentence(line.text)}</li>'


def _limited(items: Sequence[str], most: int) -> str:
    """A list, of which the annex has the rest."""
    hidden = len(items) - most
    more = [f'<li class="q">{hidden:,} more in the annex.</li>'] if hidden > 0 else []
    return item_list([*items[:most], *more])


def hours_html(report: FlowReport) -> str:
    """Return when things are open, and what happens if nobody picks up; empty where the flow has neither."""
    if not report.hours:
        return ""
    return "<h2>Hours, and who picks up</h2>" + item_list(
        f'<li class="plain">{sentence(line)}</li>' for line in report.hours
    )


def times_html(tables: Sequence[TimeTable]) -> str:
    """Return how soon and how late callers get somewhere."""
    parts = ["<h2>How long it takes</h2>"]
    for times in tables:
        parts += [f'<p class="q times-when">While {sentence(times.when)}</p>'] if times.when else []
        rows = ((own(row.name), sentence(row.hearing_all), sentence(row.longest)) for row in times.rows)
        parts.append(table(("To reach", "Hearing all", "At the longest"), rows, "How long it takes", "times"))
    return "".join(parts)


def _changes(changes: ChangeFacts, plan: PagePlan) -> str:
    head = f"<h2>Changed since {sentence(changes.since)}</h2>"
    if changes.is_empty:
        return f"{head}<p>{EQUAL}</p>"
    rows = [
        (cap(item.caption), _led_words(item.now), f"{own(item.menu)}, before: {own(item.before or _NOWHERE)}")
        for item in changes.keys
    ]
    items = [
        f'<li class="plain">{own(item.menu)} says other words {sentence(item.when[0].lower() + item.when[1:])}: '
        f"{own(shorten(item.excerpt, 300)) if item.excerpt else 'nothing any more'}</li>"
        for item in changes.words
    ]
    items += [f'<li class="plain">{sentence(line)}</li>' for line in changes.others]
    if not rows and not items:
        items = [f'<li class="plain">{sentence(line)}</li>' for line in changes.sentences]
    shown = table((), rows[: plan.lines_most], "Changed keys", "keys") if rows else ""
    hidden = max(0, len(rows) - plan.lines_most)
    more = f'<p class="q">{hidden:,} more in the annex.</p>' if hidden else ""
    return head + shown + more + (_limited(items, max(1, plan.lines_most - len(rows))) if items else "")


def _led_words(now: str) -> str:
    return f"now leads to <b>{own(now)}</b>" if now else "no longer counts"
