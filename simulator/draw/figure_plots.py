"""Plots of figures as inline SVG: bars of shares, a waterfall of rounds, a cumulative curve, hours of a week.

A plot is as wide as a telephone's screen, so that its text is not made smaller there; its page has the style sheet.
Each has a title and a description for those who do not see it, and a shape for each meaning, not only a colour.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import NamedTuple

from simulator.draw.odds_overlay import share_label
from simulator.draw.svg_parts import aside, box_at, group_of, number_text, path_of, text_at, xml_text
from simulator.draw.text_metrics import shorten_text, text_width

WIDTH = 360.0
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FIGURES = 54.0
"""The room for a figure at the right."""

_PERSON_WORDS = 70.0

_CURVE_BINS = 300
_CURVE_LEFT, _TOP, _BOTTOM = 48.0, 22.0, 200.0

PLOT_RULES = """\
.plot{display:block;width:100%;max-width:460px;height:auto}
.plot text{font-size:13px;fill:var(--ink)}
.plot .v{font-weight:700;font-variant-numeric:tabular-nums;text-anchor:end}
.plot .s{font-size:12px;fill:var(--quiet)}
.plot .n{font-weight:700}
.plot .go{fill:var(--go)}
.plot .in{fill:var(--pale)}
.plot .out{fill:var(--paper);stroke:var(--line);stroke-width:1.2}
.plot .dash{fill:var(--paper);stroke:var(--line);stroke-width:1.2;stroke-dasharray:3 2}
.plot .gone{fill:var(--ink)}
.plot .track{fill:var(--faint)}
.plot .axis{fill:none;stroke:var(--line)}
.plot .grid{fill:none;stroke:var(--faint)}
.plot .mean{fill:none;stroke:var(--ink);stroke-dasharray:3 3}
.plot .range{fill:none;stroke:var(--ink);stroke-width:1.4}
.plot .curve{fill:none;stroke:var(--go);stroke-width:2.5;stroke-linejoin:round}
"""


class BarRow(NamedTuple):
    """A bar: its name, a share, whether a person is there, and the ends of its interval, where it is sampled."""

    name: str
    share: float
    is_person: bool
    low: float | None = None
    high: float | None = None


class RoundBars(NamedTuple):
    """A round of a menu, per caller: those who come to it, and what becomes of them."""

    number: int
    reached: float
    chose: float
    wrong: float
    silent: float
    hung_up: float


def plot_shares(title: str, rows: Sequence[BarRow]) -> str:
    """Return bars of shares, the longest of full width; a range of a share is a line over its end.

    Nothing stands behind a bar: the longest one would look like the share of everybody.
    """
    most = max((max(row.share, row.high or 0.0) for row in rows), default=0.0) or 1.0
    room, parts = WIDTH - _FIGURES, []
    for number, row in enumerate(rows):
        y = 40.0 * number
        sign = aside("a person", "s") if row.is_person else ""
        name = shorten_text(row.name, WIDTH - _PERSON_WORDS if row.is_person else WIDTH, 13)
        bar = ""
        if row.share > 0:
            bar = _box(0, y + 19, max(room * row.share / most, 1.0), 12, "go" if row.is_person else "in")
        if row.low is not None and row.high is not None and row.high > row.low:
            left, right = room * row.low / most, room * row.high / most
            bar += path_of(f"M{number_text(left)} {number_text(y + 25)}H{number_text(right)}", "range")
        words = f"{row.name}{', a person' if row.is_person else ''}: {share_label(row.share)}"
        shown = text_at(0, y + 13, name, more=sign) + bar + text_at(WIDTH, y + 30, share_label(row.share), "v")
        parts.append(group_of(shown, words))
    each = ", ".join(f"{row.name} {share_label(row.share)}" for row in rows)
    return _plot(title, each, 40.0 * len(rows), parts)


def plot_waterfall(title: str, rounds: Sequence[RoundBars]) -> str:
    """Return how callers come to a menu and leave it, round by round; those who try again come to the next one."""
    most = max((item.reached for item in rounds if isfinite(item.reached)), default=0.0) or 1.0
    labels = [share_label(share) for item in rounds for share in item[1:]]
    room = max([_FIGURES, *(text_width(label, 13, bold=True) + 4 for label in labels)])
    parts, y = [], 0.0
    for item in rounds:
        for name, left, share, look in _steps(item):
            bar = (left / most, share / most) if isfinite(item.reached) else (0.0, 0.0)
            parts.append(_step(name, *bar, share_label(share), y, look, room))
            y += 19
        y += 6
    each = "; ".join(
        f"round {item.number}: {share_label(item.reached)} in, {share_label(item.chose)} choose, "
        f"{share_label(item.wrong)} wrong key, {share_label(item.silent)} silent, {share_label(item.hung_up)} gone"
        for item in rounds
    )
    return _plot(title, each, max(y - 6, 1.0), parts)


def _steps(item: RoundBars) -> Iterator[tuple[str, float, float, str]]:
    """Yield the bars of a round: what it is, from where, how much, and its look."""
    yield f"Round {item.number}", 0.0, item.reached, "in"
    right = item.reached
    parts = (item.chose, item.wrong, item.silent, item.hung_up)
    names = (("choose", "go"), ("wrong key", "out"), ("silent", "dash"), ("gone", "gone"))
    for (name, look), share in zip(names, parts, strict=True):
        right -= share
        yield name, max(right, 0.0), share, look


def _step(name: str, left: float, part: float, label: str, y: float, look: str, figures: float) -> str:
    start, room = 74.0, WIDTH - 74.0 - figures
    is_head = look == "in"
    bar = ""
    if part > 0:
        bar = _box(start + room * left, y + 2.5, max(room * part, 1.0), 12, look)
    text = text_at(0 if is_head else 8, y + 13, name, "n" if is_head else "s")
    return group_of(text + bar + text_at(WIDTH, y + 13, label, "v"), f"{name}: {label}")


class CurveMark(NamedTuple):
    """A moment that a curve names, with the share that has been reached by then."""

    name: str
    seconds: float
    share: float


def plot_curve(title: str, points: Sequence[tuple[float, float]], marks: Sequence[CurveMark]) -> str:
    """Return a cumulative curve: ``points`` are seconds with the share that has been reached by then."""
    longest = max([seconds for seconds, _ in points] + [mark.seconds for mark in marks] + [1.0]) * 1.04
    scale = _CurveScale(longest)
    steps = "".join(
        f"H{number_text(scale.x_of(seconds))}V{number_text(scale.y_of(share))}"
        for seconds, share in thin_points(points, longest)
    )
    start = f"M{number_text(scale.x_of(0))} {number_text(scale.y_of(0))}"
    stems = (
        path_of(f"M{number_text(scale.x_of(mark.seconds))} {number_text(_BOTTOM)}V{number_text(_TOP)}", "mean")
        for mark in marks
    )
    parts = [*scale.axes(), path_of(f"{start}{steps}", "curve"), *stems, *scale.labels(marks)]
    each = ", ".join(f"{mark.name} by {mark.seconds:g} s" for mark in marks)
    return _plot(title, each, _BOTTOM + 24, parts)


class _CurveScale:
    """Where times and shares are in the plot of a curve."""

    def __init__(self, longest: float) -> None:
        self.longest = longest

    def x_of(self, seconds: float) -> float:
        return _CURVE_LEFT + (WIDTH - 12 - _CURVE_LEFT) * seconds / self.longest

    def y_of(self, share: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * share

    def axes(self) -> Iterator[str]:
        for share in (0.0, 0.5, 1.0):
            y = self.y_of(share)
            line = f"M{number_text(_CURVE_LEFT)} {number_text(y)}H{number_text(WIDTH - 12)}"
            yield path_of(line, "grid" if share else "axis")
            yield text_at(_CURVE_LEFT - 6, y + 4, f"{100 * share:.0f} %", "s", anchor="end")
        step = _tick_step(self.longest)
        for number in range(int(self.longest / step) + 1):
            words = f"{number * step:g}" if number else "0 s"
            yield text_at(self.x_of(number * step), _BOTTOM + 17, words, "s", anchor="middle")

    def labels(self, marks: Sequence[CurveMark]) -> Iterator[str]:
        """Yield the names of moments over their lines, next to each other where they would meet."""
        widths = [text_width(mark.name, 12) for mark in marks]
        lefts, end, limit = [], -8.0, WIDTH
        for mark, width in zip(marks, widths, strict=True):
            lefts.append(max(self.x_of(mark.seconds) - width / 2, end + 8))
            end = lefts[-1] + width
        for number, width in reversed([*enumerate(widths)]):  # those that leave the frame push the others back
            lefts[number] = min(lefts[number], limit - width)
            limit = lefts[number] - 8
        for left, mark in zip(lefts, marks, strict=True):
            yield text_at(left, _TOP - 8, mark.name, "s")


def thin_points(points: Sequence[tuple[float, float]], longest: float) -> Iterator[tuple[float, float]]:
    """Yield a curve with no more points than a screen shows: of those that fall together, the last."""
    last: tuple[float, float] | None = None
    for point in points:
        if last is not None and int(point[0] / longest * _CURVE_BINS) != int(last[0] / longest * _CURVE_BINS):
            yield last
        last = point
    if last is not None:
        yield last


def _tick_step(longest: float) -> float:
    steps = (step * power for power in (1, 10, 100, 1000, 10_000) for step in (1, 2, 5))
    return next((step for step in steps if longest / step <= 7), 100_000)


def plot_week(title: str, hours: Sequence[Sequence[float]], note: str) -> str:
    """Return a field for each hour of a week, the fuller the larger its share is; ``note`` explains the fields."""
    left, size = 34.0, (WIDTH - 34.0) / 24
    most = max(map(max, hours)) or 1.0
    parts = [text_at(left + size * hour, 11, f"{hour}", "s") for hour in range(0, 24, 3)]
    for day, (name, shares) in enumerate(zip(DAYS, hours, strict=True)):
        y = 18 + 22.0 * day
        parts.append(text_at(0, y + 14, name, "s"))
        for hour, share in enumerate(shares):
            height = 19 * share / most
            x = left + size * hour
            field = _box(x, y, size - 1.5, 19, "track")
            if share > 0:
                field += _box(x, y + 19 - height, size - 1.5, height, "go")
            parts.append(group_of(field, f"{name} {hour}:00: {share_label(share)}"))
    return _plot(title, note, 18 + 22.0 * 7, parts)


def _box(x: float, y: float, width: float, height: float, look: str) -> str:
    return box_at(x, y, width, height, look, 1.5)


def _plot(title: str, words: str, height: float, parts: Sequence[str]) -> str:
    box = f'viewBox="0 0 {number_text(WIDTH)} {number_text(height)}"'
    head = f"<title>{xml_text(title)}</title><desc>{xml_text(words)}</desc>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" {box} role="img" aria-label="{xml_text(title)}">'
        f"{head}{''.join(parts)}</svg>"
    )
