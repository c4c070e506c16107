from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.graph.coverage.coverage_items import DROPPED, CoverageItem, items_of, recording_in, sort_items
from simulator.tables.table_plan import TablePlan
from tests.graph.small_flows import PERSON, flow, menu, single


def covered(of: Flow, caller: str) -> list[CoverageItem]:
    """What a call covers, in the order in which it happens."""
    _, trace = Rehearsal(of).trace_call(caller)
    turns = trace.turns
    plan = TablePlan(of)
    return [item for turn in turns for item in items_of(plan, turn.source, turn.event.trigger, turn.effects, turn.dest)]


def test_a_call_covers_what_is_decided_heard_and_reached_in_its_order(clinic: Flow) -> None:
    assert covered(clinic, "early:9 silence 2 1") == [
        CoverageItem("main", "recording", what="greeting"),
        CoverageItem("main", "barge_in", what="greeting"),
        CoverageItem("main", "wrong", 0, 0),
        CoverageItem("main", "recording", what="wrong retry"),
        CoverageItem("main", "recording", what="greeting"),
        CoverageItem("main", "silence", 1, 0),
        CoverageItem("main", "recording", what="silence retry"),
        CoverageItem("main", "recording", what="greeting"),
        CoverageItem("main", "choice", 1, 1, "2"),
        CoverageItem("main", "destination", what="billing", cause="choice"),
        CoverageItem("billing", "recording", what="greeting"),
        CoverageItem("billing", "choice", 0, 0, "1"),
        CoverageItem("billing", "destination", what="department||108002", cause="choice"),
    ]


def test_a_wrong_key_and_a_silence_to_one_destination_are_two_items(clinic: Flow) -> None:
    def reached(caller: str) -> CoverageItem:
        return covered(clinic, caller)[-1]

    assert reached("9 9 9") == CoverageItem("main", "destination", what="extension||050109590001", cause="wrong")
    assert reached("") == CoverageItem("main", "destination", what="extension||050109590001", cause="silence")
    assert reached("0") == CoverageItem("main", "destination", what="extension||050109590001", cause="choice")


def test_a_caller_who_hangs_up_in_a_final_recording_has_reached_nothing(clinic: Flow) -> None:
    _, trace = Rehearsal(clinic).trace_call({"steps": [{"press": "999", "gap": 0.1}, {"hangup": True, "cue": "now"}]})
    items = [
        item
        for turn in trace.turns
        for item in items_of(TablePlan(clinic), turn.source, turn.event.trigger, turn.effects, turn.dest)
    ]
    assert items[-1] == CoverageItem("main", "recording", what="wrong final")


def test_a_key_that_is_ignored_covers_nothing() -> None:
    deaf = flow({"main": menu({"1": PERSON}, greeting="4")}, semantics=Semantics(barge_in=False))
    assert [item.kind for item in covered(deaf, "early:1 1")] == [
        "recording",
        "silence",
        "recording",
        "choice",
        "destination",
    ]


def test_a_single_passes_through() -> None:
    straight = flow({"hello": single("desk", greeting="2"), "desk": single(PERSON)})
    assert covered(straight, "") == [
        CoverageItem("hello", "recording", what="greeting"),
        CoverageItem("hello", "destination", what="desk", cause="forward"),
        CoverageItem("desk", "destination", what=PERSON, cause="forward"),
    ]


def test_without_a_retry_recording_it_is_the_greeting_that_plays() -> None:
    plain = flow({"main": menu({"1": PERSON}, greeting="1")})
    assert [item.what for item in covered(plain, "9") if item.kind == "recording"] == ["greeting"] * 3


def test_items_stand_in_the_order_of_the_menu_and_of_its_rounds(clinic: Flow) -> None:
    mixed = {
        CoverageItem("billing", "choice", 0, 0, "1"),
        CoverageItem("main", "silence", 0, 0),
        CoverageItem("main", "choice", 0, 1, "1"),
        CoverageItem("main", "choice", 1, 0, "0"),
        CoverageItem("main", "choice", 1, 0, "3"),
        CoverageItem("main", "recording", what="silence retry"),
        CoverageItem("main", "recording", what="greeting"),
    }
    assert [(item.receptionist, item.kind, item.what) for item in sort_items(clinic, mixed)] == [
        ("main", "choice", "3"),
        ("main", "choice", "0"),
        ("main", "choice", "1"),
        ("main", "silence", ""),
        ("main", "recording", "greeting"),
        ("main", "recording", "silence retry"),
        ("billing", "choice", "1"),
    ]


def test_the_recording_of_a_role(clinic: Flow) -> None:
    main = clinic.receptionists["main"]
    assert [recording_in(main, role) for role in ("greeting", "wrong retry", "silence final")] == [
        "19549",
        "244",
        "246",
    ]


def test_a_call_that_drops_covers_the_way_there() -> None:
    made = flow({"main": menu({"1": "department||"}, silence="extension|| ")})
    assert covered(made, "1")[-1] == CoverageItem("main", "destination", what=DROPPED, cause="choice")
    assert covered(made, "")[-1] == CoverageItem("main", "destination", what=DROPPED, cause="silence")
