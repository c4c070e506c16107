from collections.abc import Sequence
from dataclasses import replace

from simulator import Flow, load
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.tui.destination_kind import NamedDestination
from simulator.tui.flow_map import FlowIndex, FlowMap
from simulator.tui.folding_map import FoldingMap, SharedWay, TreeRow
from tests.callers.world_flow import DESK, NUMBER, OFFICE, RECEPTION, world_flow
from tests.tui.test_flow_map import chain


def outline(rows: Sequence[TreeRow]) -> list[str]:
    """Each row as its depth, key and name, with what it folds into and where the call is."""
    return [
        "  " * len(row.rails) + " ".join(filter(None, (row.keys, row.text, row.fold * (row.fold != "end"), row.mark)))
        for row in rows
    ]


def laid_out(flow: Flow, *trail: str, number: str = "", whole: bool = False, **folds: bool) -> list[str]:
    tree = FlowMap(FlowIndex(flow), trail, number=number)
    opened = {key.replace("__", "||"): opens for key, opens in folds.items()}
    return outline(FoldingMap(tree, opened, levels=99 if whole else 0).rows())


def test_what_is_not_news_takes_a_quiet_row_or_is_left_to_the_end(clinic: Flow) -> None:
    rows = FoldingMap(FlowMap(FlowIndex(clinic), ["main", "billing"]), {}).rows()

    assert rows == [
        TreeRow(("", ""), (), True, "", "Main menu", mark="seen", fold="open", node="main"),
        TreeRow(("main", "1"), (), False, "1", "Booking desk", "person"),
        TreeRow(("main", "2"), (), False, "2", "Billing", "menu", mark="here", fold="open", node="billing"),
        TreeRow(("billing", "1"), (True,), False, "1", "Bill payments", "person"),
        TreeRow(("billing", "2"), (True,), False, "2", "Billing questions", "person"),
        TreeRow(("billing", "↺"), (True,), True, "", "3 Main menu", quiet=True),
        TreeRow(("main", "3"), (), True, "3", "Night voicemail", "machine"),
    ]
    reception = NamedDestination("Reception", "person")
    assert FoldingMap(FlowMap(FlowIndex(clinic), []), {}).shared_ways() == [
        SharedWay("0", reception),
        SharedWay("wrong or silent", reception),
    ]


def test_the_call_s_way_is_open_and_the_rest_is_folded(clinic: Flow) -> None:
    assert laid_out(clinic, "main") == [
        "Main menu open here",
        "1 Booking desk",
        "2 Billing closed",
        "3 Night voicemail",
    ]
    assert laid_out(clinic, "main", billing=True)[2:5] == [
        "2 Billing open",
        "  1 Bill payments",
        "  2 Billing questions",
    ]
    assert laid_out(clinic, "main", "billing", billing=False)[2] == "2 Billing closed here"


def test_of_a_large_flow_the_way_of_the_call_is_shown(clinic: Flow) -> None:
    assert laid_out(chain(10_000, clinic), "m0", "m2") == [
        "Menu 0 open seen",
        "1 Menu 1 closed",
        "2 Menu 2 open here",
        "  1 Menu 5 closed",
        "  2 Menu 6 closed",
        "  wrong or silent: Reception",
        "wrong or silent: Reception",
    ]


def test_a_shared_menu_is_shown_where_the_call_came_to_it(clinic: Flow) -> None:
    assert laid_out(chain(4, clinic), "m0", "m2", "m1", whole=True) == [
        "Menu 0 open seen",
        "1 Menu 1 elsewhere",
        "2 Menu 2 open seen",
        "  1 Menu 1 open here",
        "    1 Menu 3 open",
        "      1 Menu 3 · 2 Menu 0",
        "    2 Menu 0",
        "  2 Menu 2",
    ]


def test_a_number_leads_through_a_schedule_to_menus_and_telephones() -> None:
    assert laid_out(world_flow(), str(OFFICE), "main", number=NUMBER, whole=True) == [
        "Office hours open seen",
        "open Main menu open here",
        "  1 Booking desk open",
        "    no answer Night voicemail",
        "    busy Reception",
        "closed Night menu open",
        "  1 Night voicemail",
    ]
    assert laid_out(world_flow(), number=NUMBER)[0] == "Office hours open"


def test_a_schedule_that_leads_to_itself_is_a_way_back() -> None:
    flow = replace(world_flow(), routes={OFFICE: ScheduleRoute("office", OFFICE, OFFICE, DESK)})

    assert laid_out(flow, str(OFFICE), number=NUMBER) == [
        "Office hours open here",
        "holiday Booking desk",
        "open Office hours · closed Office hours",
    ]


def test_a_telephone_that_leads_nowhere_else_has_nothing_below_it() -> None:
    flow = world_flow(reception=PersonRoute(15_000, True))
    rows = laid_out(flow, "main", str(RECEPTION))

    assert rows[-1] == "wrong or silent Reception here"


def test_a_silence_that_leads_to_a_menu_is_a_branch(clinic: Flow) -> None:
    silent = {"silence_destination_type": "ivr", "silence_destination_id": "@billing", "entries": ()}
    main = clinic.receptionists["main"].model_copy(update=silent)
    flow = replace(clinic, receptionists={**clinic.receptionists, "main": main})

    assert laid_out(flow, "main") == ["Main menu open here", "silent Billing closed"]


def test_a_mistake_that_leads_where_a_key_leads_too_is_not_news() -> None:
    tree = FlowMap(FlowIndex(load("example:surgery")), ["main"])
    rows = [row for row in FoldingMap(tree, {}).rows() if "wrong" in row.keys + row.place[1] + row.text]

    assert [(row.text, row.quiet) for row in rows] == [("wrong or silent: Reception", True)]
