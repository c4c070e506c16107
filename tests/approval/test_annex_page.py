"""The annex: what the first page leaves out."""

from simulator import Flow, load
from simulator.approval.report_page import report_html
from tests.approval.sample_reports import report_of
from tests.approval.test_first_page import headings


def test_there_is_none_where_the_first_page_has_it_all(clinic: Flow) -> None:
    assert 'class="annex"' not in report_html(report_of(clinic))


def test_of_a_large_flow_it_has_every_menu_and_the_rest_of_the_map() -> None:
    first, annex = report_html(report_of(load("example:council"))).split('class="annex"')
    assert first.count('class="menu"') == 1
    assert (annex.count('class="menu"'), annex.count("<svg xmlns")) == (11, 3)
    assert "2 Housing" in annex or "2 Council tax" in annex
    assert headings(annex)[-2:] == ["How long it takes", "What the checks found"]
