"""Plots as SVG: what they draw, and what they say to those who do not see them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

from hypothesis import given
from hypothesis import strategies as st

from simulator.draw.figure_plots import (
    WIDTH,
    BarRow,
    CurveMark,
    RoundBars,
    plot_curve,
    plot_shares,
    plot_waterfall,
    plot_week,
    thin_points,
)
from simulator.draw.text_metrics import text_width
from tests.draw.hostile_maps import HOSTILE_NAMES

SVG = "{http://www.w3.org/2000/svg}"
SHARES = st.floats(0, 2)


def bars(text: str, look: str) -> list[tuple[float, float]]:
    """The left edge and the width of each bar of a look."""
    root = ElementTree.fromstring(text)
    every = root.iter(f"{SVG}rect")
    return [(float(bar.get("x", "")), float(bar.get("width", ""))) for bar in every if bar.get("class") == look]


def described(text: str) -> tuple[str, str]:
    root = ElementTree.fromstring(text)
    return root.findtext(f"{SVG}title") or "", root.findtext(f"{SVG}desc") or ""


def test_bars_of_shares() -> None:
    text = plot_shares("Ends", [BarRow("Desk", 0.5, True), BarRow("Voicemail", 0.25, False, 0.2, 0.3)])
    assert described(text) == ("Ends", "Desk 50 %, Voicemail 25 %")
    assert (bars(text, "go"), bars(text, "in"), bars(text, "track")) == ([(0, 306)], [(0, 153)], [])
    assert 'class="range" d="M122.4 65H183.6"' in text
    assert "<title>Desk, a person: 50 %</title>" in text


def test_a_waterfall_loses_in_each_step_what_its_bar_shows() -> None:
    text = plot_waterfall("Main", [RoundBars(1, 1.0, 0.5, 0.25, 0.125, 0.125)])
    assert described(text) == ("Main", "round 1: 100 % in, 50 % choose, 25 % wrong key, 12 % silent, 12 % gone")
    steps = [*bars(text, "in"), *bars(text, "go"), *bars(text, "out"), *bars(text, "dash"), *bars(text, "gone")]
    assert steps == [(74, 232), (190, 116), (132, 58), (103, 29), (74, 29)]


def test_a_menu_that_callers_never_leave_has_no_bars() -> None:
    inf = float("inf")
    text = plot_waterfall("Loop", [RoundBars(1, inf, inf, 0, 0, 0)])
    assert [bars(text, look) for look in ("in", "go")] == [[], []]
    assert described(text) == ("Loop", "round 1: no end in, no end choose, 0 % wrong key, 0 % silent, 0 % gone")
    assert "<title>Round 1: no end</title>" in text


def test_large_shares_of_callers_who_come_again_do_not_touch_their_bars() -> None:
    text = plot_waterfall("Loop", [RoundBars(1, 136.263, 106.285, 9.538, 13.626, 6.813)])
    ((left, width),) = bars(text, "in")
    assert ">13,626 %<" in text
    assert left + width <= WIDTH - text_width("13,626 %", 13, bold=True)


def test_a_curve_with_its_moments() -> None:
    marks = [CurveMark("half", 2.0, 0.5), CurveMark("90 %", 2.0, 0.9), CurveMark("99 %", 10.0, 0.99)]
    text = plot_curve("Time", [(2.0, 0.9), (10.0, 1.0)], marks)
    assert described(text) == ("Time", "half by 2 s, 90 % by 2 s, 99 % by 10 s")
    assert 'class="curve" d="M48 200H105.7V39.8H336.5V22"' in text
    assert_apart(text)


def assert_apart(text: str) -> None:
    """The names over a curve are in the frame, and not over each other."""
    found = re.findall(r'<text x="([0-9.]+)" y="14"[^>]*>([^<]+)<', text)
    ends = [0.0, *(float(x) + text_width(name, 12) for x, name in found)]
    assert [name for _, name in found] == ["half", "90 %", "99 %"]
    assert all(end <= float(x) for end, (x, _) in zip(ends, found, strict=False))
    assert ends[-1] <= WIDTH + 0.1


@given(st.lists(st.floats(0, 100), min_size=3, max_size=3).map(sorted))
def test_the_names_of_moments_are_never_over_each_other(moments: list[float]) -> None:
    """Where all callers press at once, all three moments are one, at the right edge."""
    marks = [CurveMark(name, at, 0.5) for name, at in zip(("half", "90 %", "99 %"), moments, strict=True)]
    assert_apart(plot_curve("Time", [(moments[-1], 1.0)], marks))


def test_a_curve_is_thinned_to_what_a_screen_shows() -> None:
    points = [(at / 1000, at / 1e6) for at in range(1_000_000)]
    thin = [*thin_points(points, 1000.0)]
    assert (len(thin), thin[-1]) == (300, points[-1])
    assert [*thin_points([], 1.0)] == []


def test_a_week_has_a_field_for_each_hour_as_full_as_its_share() -> None:
    hours = [[0.5 if hour == 9 else 0.0 for hour in range(24)], *([[0.25] * 24] * 6)]
    text = plot_week("Week", hours, "a note")
    assert (len(bars(text, "track")), len(bars(text, "go"))) == (168, 1 + 6 * 24)
    assert described(text) == ("Week", "a note")
    assert "<title>Mon 9:00: 50 %</title>" in text


@given(st.data())
def test_plots_of_anything_are_xml_and_stay_in_their_frame(data: st.DataObject) -> None:
    names = st.sampled_from([*HOSTILE_NAMES, "", "plain"])
    rows = data.draw(st.lists(st.builds(BarRow, names, SHARES, st.booleans()), max_size=4))
    rounds = data.draw(st.lists(st.tuples(SHARES, SHARES, SHARES, SHARES), max_size=3))
    falls = [RoundBars(number, sum(parts), *parts) for number, parts in enumerate(rounds, 1)]
    for text in (plot_shares(data.draw(names), rows), plot_waterfall(data.draw(names), falls)):
        for look in ("go", "in", "out", "dash", "gone"):
            assert all(x >= 0 and x + width <= WIDTH for x, width in bars(text, look))
        assert "<script" not in text
