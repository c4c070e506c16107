"""What fits on the first page of paper."""

import re
from importlib.resources import files

from simulator import Flow, load
from simulator.approval.page_plan import PAGE_WIDTH, UNIT, plan_first_page, shared_replies
from simulator.approval.report_page import report_html
from simulator.draw.map_overlay import FootLine, MapOverlay
from simulator.draw.paper_map import PaperMap, PaperSize, draw_for_paper
from tests.approval.sample_reports import report_of
from tests.draw.hostile_maps import flow_of, menu

PRINTED_LEAST = 7.0


def planned(flow: Flow) -> tuple[bool, bool, int, int]:
    """Whether a first page is dense, whether it has the times, how many menus it has, and pictures of the map."""
    report = report_of(flow)

    def draw(size_most: PaperSize) -> PaperMap:
        return draw_for_paper(report.tree, None, size_most, frozenset())

    first = plan_first_page(report, draw, MapOverlay())
    return first.plan.dense, first.plan.extras, len(first.menus), len(first.map.pictures)


def test_small_flows_have_all_on_one_page_and_large_ones_an_annex(clinic: Flow) -> None:
    assert planned(clinic) == (False, True, 2, 1)
    assert planned(load("example:surgery").rung_at("+441632960040")) == (False, False, 3, 1)
    assert planned(load("example:council")) == (False, False, 1, 4)


def test_a_menu_of_twenty_keys_has_all_of_them_on_the_first_page() -> None:
    keys = {str(key): ("department", str(key)) for key in range(10, 30)}
    flow = flow_of({"main": menu("Wards", keys)}, {f"department||{key}": f"Ward {key}" for key in range(10, 30)})
    assert planned(flow)[1:] == (False, 1, 1)
    page = report_html(report_of(flow))
    first = page[: page.index('class="sign"')]
    assert [first.count(f">Ward {key}<") for key in range(10, 30)] == [1] * 20
    assert (first.count('<table class="keys">'), "20 choices, listed below" in first, "in the annex" in first) == (
        2,
        True,
        False,
    )


def test_lists_are_as_long_as_there_is_room_for(three_menus: Flow) -> None:
    report = report_of(three_menus)
    marks = MapOverlay(foot=tuple(FootLine("plain", f"finding {number}", number) for number in range(1, 60)))

    def draw(size_most: PaperSize) -> PaperMap:
        return draw_for_paper(report.tree, None, size_most, frozenset())

    plan = plan_first_page(report, draw, marks).plan
    assert 5 < plan.lines_most < 40


def test_nothing_is_printed_under_7_points() -> None:
    css = files("simulator.approval").joinpath("report.css").read_text(encoding="utf-8")
    printed = css[css.index("@media print") :]
    sizes = [float(size) for size in re.findall(r"font-size:([\d.]+)pt", printed)]
    assert min(sizes) >= PRINTED_LEAST
    units = [float(size) for size in re.findall(r"\.ivr [^}]*font-size:(\d+)px", css)]
    assert min(units) * UNIT >= PRINTED_LEAST
    (number,) = re.findall(r"\.mark \.ft\{font-size:(\d+)px", css)
    assert float(number) * 11 / 20 >= PRINTED_LEAST, "a mark is 11 points wide, of 20 units"
    assert PAGE_WIDTH < 186 * 72 / 25.4 + 1


def test_what_mistakes_share(clinic: Flow) -> None:
    assert len(shared_replies(report_of(clinic).menus)) == 3
    surgery = report_of(load("example:surgery").rung_at("+441632960040"))
    assert [line.when for line in shared_replies(surgery.menus)] == ["After a wrong key", "After silence"]
    assert shared_replies(()) == ()
