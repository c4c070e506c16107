from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.semantics import Semantics
from simulator.graph.coverage.items import DROPPED, Item, in_order, items_of, recording_in
from tests.graph.small_flows import PERSON, flow, menu, single


def covered(of: Flow, caller: str) -> list[Item]:
    """What a call covers, in the order in which it happens."""
    _, trace = Rehearsal(of).trace(caller)
    turns = trace.turns
    return [item for turn in turns for item in items_of(of, turn.source, turn.event.trigger, turn.effects, turn.dest)]


def test_a_call_covers_what_is_decided_heard_and_reached_in_its_order(clinic: Flow) -> None:
    assert covered(clinic, "early:9 silence 2 1") == [
        Item("main", "recording", what="greeting"),
        Item("main", "barge_in", what="greeting"),
        Item("main", "wrong", 0, 0),
        Item("main", "recording", what="wrong retry"),
        Item("main", "recording", what="greeting"),
        Item("main", "silence", 1, 0),
        Item("main", "recording", what="silence retry"),
        Item("main", "recording", what="greeting"),
        Item("main", "choice", 1, 1, "2"),
        Item("main", "destination", what="billing", cause="choice"),
        Item("billing", "recording", what="greeting"),
        Item("billing", "choice", 0, 0, "1"),
        Item("billing", "destination", what="department||108002", cause="choice"),
    ]


def test_a_wrong_key_and_a_silence_to_one_destination_are_two_items(clinic: Flow) -> None:
    def reached(caller: str) -> Item:
        return covered(clinic, caller)[-1]

    assert reached("9 9 9") == Item("main", "destination", what="extension||050109590001", cause="wrong")
    assert reached("") == Item("main", "destination", what="extension||050109590001", cause="silence")
    assert reached("0") == Item("main", "destination", what="extension||050109590001", cause="choice")


def test_a_caller_who_hangs_up_in_a_final_recording_has_reached_nothing(clinic: Flow) -> None:
    _, trace = Rehearsal(clinic).trace({"steps": [{"press": "999", "gap": 0.1}, {"hangup": True, "cue": "now"}]})
    items = [
        item
        for turn in trace.turns
        for item in items_of(clinic, turn.source, turn.event.trigger, turn.effects, turn.dest)
    ]
    assert items[-1] == Item("main", "recording", what="wrong final")


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
        Item("hello", "recording", what="greeting"),
        Item("hello", "destination", what="desk", cause="forward"),
        Item("desk", "destination", what=PERSON, cause="forward"),
    ]


def test_without_a_retry_recording_it_is_the_greeting_that_plays() -> None:
    plain = flow({"main": menu({"1": PERSON}, greeting="1")})
    assert [item.what for item in covered(plain, "9") if item.kind == "recording"] == ["greeting"] * 3


def test_items_stand_in_the_order_of_the_menu_and_of_its_rounds(clinic: Flow) -> None:
    mixed = {
        Item("billing", "choice", 0, 0, "1"),
        Item("main", "silence", 0, 0),
        Item("main", "choice", 0, 1, "1"),
        Item("main", "choice", 1, 0, "0"),
        Item("main", "choice", 1, 0, "3"),
        Item("main", "recording", what="silence retry"),
        Item("main", "recording", what="greeting"),
    }
    assert [(item.receptionist, item.kind, item.what) for item in in_order(clinic, mixed)] == [
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
    assert covered(made, "1")[-1] == Item("main", "destination", what=DROPPED, cause="choice")
    assert covered(made, "")[-1] == Item("main", "destination", what=DROPPED, cause="silence")
