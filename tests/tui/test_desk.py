from simulator import Flow, UsageError
from simulator.tui import panels
from simulator.tui.desk import Desk, Question
from simulator.tui.pace import CallClock
from simulator.tui.session import Session


def seated(flow: Flow) -> Desk:
    session = Session(flow, CallClock(paused=True))
    session.answer_call()
    return Desk(session)


def test_a_panel_is_opened_and_closed_by_the_same_name(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.toggle_panel("what", panels.what_if_panel)
    assert desk.open_panel == panels.what_if_panel(desk.session)
    desk.toggle_panel("why", panels.why_panel)
    desk.toggle_panel("why", panels.why_panel)
    assert not desk.panel
    assert not desk.choices


def test_the_question_is_closed_before_the_panel_and_the_search(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.map.needle = "x"
    desk.toggle_panel("what", panels.what_if_panel)
    desk.ask_question(Question("command", ":", lambda text: None))
    seen = []
    for _ in range(3):
        desk.close_top()
        seen.append((desk.question is None, desk.panel, desk.map.needle))

    assert seen == [(True, "what", "x"), (True, "", "x"), (True, "", "")]


def test_a_choice_is_taken_by_its_number(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.toggle_panel("profiles", panels.profiles_panel)

    assert (desk.take_choice(11), desk.take_choice(2)) == (False, True)
    assert (desk.session.flow.semantics.profile, desk.panel) == ("freepbx", "")


def test_what_is_refused_is_told(clinic: Flow) -> None:
    desk = seated(clinic)

    def refuse(text: str) -> None:
        raise UsageError(f"{text}: no")

    desk.ask_question(Question("command", ":", refuse))
    desk.answer_question("this")

    assert (desk.session.notice, desk.question) == ("this: no", None)


def test_pages_go_on_by_what_is_seen_and_lists_by_choices(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.page = 6
    desk.turn_page(-1)
    assert (desk.read_back, desk.top, desk.selected) == (5, 0, 0)
    desk.toggle_panel("why", panels.why_panel)
    desk.turn_page(2)
    assert (desk.read_back, desk.top, desk.selected) == (5, 10, 0)
    desk.toggle_panel("profiles", panels.profiles_panel)
    desk.turn_page(9)
    assert (desk.read_back, desk.top, desk.selected) == (5, 0, 9)
    desk.go_to_edge(end=False)
    assert desk.selected == 0


def test_the_marked_choice_is_taken(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.take_selected()
    desk.toggle_panel("profiles", panels.profiles_panel)
    desk.scroll(1)
    desk.take_selected()

    assert (desk.session.flow.semantics.profile, desk.panel) == ("freepbx", "")


def test_the_offer_to_save_is_closed_before_anything_else(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.toggle_panel("what", panels.what_if_panel)
    desk.leaving = True
    desk.session.notice = "an offer"
    desk.close_top()

    assert (desk.leaving, desk.session.notice, desk.panel) == (False, "", "what")


def test_the_focus_goes_round_the_panes_that_are_shown(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.panes = ("call", "keys", "map")
    seen = []
    for steps in (1, 1, 1, -1):
        desk.turn_focus(steps)
        seen.append(desk.focused)

    assert seen == ["keys", "map", "call", "map"]
    desk.panes = ("call",)
    assert desk.focused == "call"


def test_a_panel_takes_the_focus_and_gives_it_back(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.panes = ("call", "keys", "map")
    desk.turn_focus(2)
    desk.toggle_panel("why", panels.why_panel)
    seen = [desk.focused]
    for _ in range(2):
        desk.close_top()
        seen.append(desk.focused)

    assert seen == ["panel", "map", "call"]


def test_the_first_key_is_marked_again_where_other_keys_count(clinic: Flow) -> None:
    desk = seated(clinic)
    desk.panes = ("keys",)
    desk.scroll(9)
    assert desk.key_items[desk.marked].cap == "0"
    desk.session.press("2")
    desk.session.advance_to(0)

    assert desk.key_items[desk.marked].text == "Bill payments"
