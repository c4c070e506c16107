"""Calls whose caller stays after a voicemail: worked examples, and the engine's variables."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.callers.given_answers import parse_given
from simulator.callers.rehearsal import Rehearsal, stay_after_voicemail
from simulator.callers.transcript import clock_text, write_transcript
from simulator.callers.voicemail_recordings import MESSAGE, TRANSFER
from simulator.callers.voicemail_returns import StayingCaller, can_return_from_voicemail, let_callers_stay
from simulator.callers.world import WorldSettings
from simulator.config.engine_attachment import attach_engines
from simulator.config.flow import Flow, KnownDestination, RecordingLength
from simulator.config.menu_engine import MenuSettings, can_return
from simulator.config.receptionist import Destination, Entry, Receptionist
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.config.schedules import Schedule
from simulator.config.semantics import PROFILES
from simulator.core.call_plan import CallPlan
from simulator.errors import UsageError
from tests.callers.test_bulk_rehearsal import both_roads
from tests.callers.test_returning_calls import LIMIT, ChannelModel, log_of
from tests.core.test_return_rules import menu

BOX, GROUP, HOURS = Destination("voicemail", "5"), Destination("ring_group", "6"), Destination("time_condition", "1")
RETURNS = {"Voicemail 5": "returns"}


def leading(item: Receptionist, **leads: Destination | str) -> Receptionist:
    """The menu with further entries: ``k5=BOX``."""
    entries = [
        Entry(option=key[1:], destination_type="ivr", destination_id=to)
        if isinstance(to, str)
        else Entry(option=key[1:], destination_type=to.type, destination_id=to.id)
        for key, to in leads.items()
    ]
    return item.model_copy(update={"entries": (*(item.entries or ()), *entries)})


def announcement(name: str, to: Destination) -> Receptionist:
    return Receptionist(
        name=name,
        destination_type="single",
        greeting=name,
        forward_destination_type=to.type,
        forward_destination_id=to.id,
    )


def flow_of(*items: Receptionist, on: tuple[str, ...] = (), returning: tuple[str, ...] = ()) -> Flow:
    """A flow whose menus of ``on`` have the switch; those of ``returning`` return after their last mistake."""
    settings = {
        item.name: MenuSettings(
            return_after=("wrong", "silence") if item.name in returning else (), voicemail_returns=item.name in on
        )
        for item in items
    }
    receptionists = attach_engines(
        {item.name: item for item in items}, PROFILES["freepbx"], recordings=(), destinations=(), settings=settings
    )
    return Flow(
        entry=items[0].name,
        receptionists=receptionists,
        semantics=PROFILES["freepbx"],
        destinations={BOX: KnownDestination(name="Voicemail 5"), GROUP: KnownDestination(name="Sales")},
        schedules={"office": Schedule("office")},
        routes={GROUP: PersonRoute(no_answer=BOX), HOURS: ScheduleRoute("office", Destination("ivr", "main"), BOX)},
        numbers={"100": str(HOURS)},
        timezone="Europe/Berlin",
    )


def transcript_of(flow: Flow, caller: dict[str, Any]) -> list[str]:
    """The transcript of a caller, without the waits."""
    played = Rehearsal(flow).play_call(caller)
    lines = write_transcript(played.machine.flow, played.trace)
    return [f"{clock_text(line.at)} {line.text}" for line in lines if line.kind != "waits"]


MAIN = leading(menu("main", 1), k5=BOX, k6=GROUP)


def test_a_caller_who_stays_comes_back_to_the_menu_and_its_counters_go_on() -> None:
    assert transcript_of(
        flow_of(MAIN, on=("main",)), {"steps": [{"press": "9"}, {"press": "5"}, {"press": "9"}], "given": RETURNS}
    ) == [
        "0:00.0 main answers",
        "0:00.0 recording main, about 4 s",
        "0:04.5 presses 9: wrong key 1 of 2",
        "0:04.5 recording main, about 4 s",
        "0:09.0 presses 5",
        "0:09.0 Voicemail 5 (voicemail-5) answers",
        "0:09.0 message at Voicemail 5, about 10 s",
        "0:19.0 Back to the menu (back-to-the-menu) answers",
        "0:19.0 way back to the menu, about 4.2 s",
        "0:23.2 back to main",
        "0:23.2 recording main, about 4 s",
        "0:27.7 presses 9: wrong key 2 of 2",
        "0:27.7 the menu hangs up",
    ]


def test_nothing_given_is_a_caller_who_hangs_up_and_so_is_ends() -> None:
    flow = flow_of(MAIN, on=("main",))
    plain = Rehearsal(flow_of(MAIN)).play("5")
    assert Rehearsal(flow).play("5") == plain
    ends = Rehearsal(flow, given={"Voicemail 5": "ends"}).play("5")
    assert replace(ends, given={}) == plain
    assert plain.outcome.destination == "voicemail||5"


def test_a_message_may_be_of_a_stated_length() -> None:
    given = {"Voicemail 5": {"answer": "returns", "after": "30 s"}, "Sales": "no answer"}
    record = Rehearsal(flow_of(MAIN, on=("main",)), given=given).play("6 6")
    back = [turn["at"] for turn in record.turns if {"return": "main"} in turn["effects"]]
    assert back == [4.5 + 20 + 30 + 4.2, 58.7 + 4.5 + 20 + 30 + 4.2]


def test_the_switch_is_that_of_the_menu_that_was_entered_last() -> None:
    """Both menus share the voicemail, and an announcement of the one that has the switch leads there, too."""
    flow = flow_of(
        leading(MAIN, k2="off", k3="tip"), leading(menu("off"), k5=BOX), announcement("tip", BOX), on=("main",)
    )
    heard = {keys: Rehearsal(flow, given=RETURNS).play(keys).heard for keys in ("3 5 2 5", "2 5")}
    message, transfer = f"{MESSAGE}-5", TRANSFER
    assert heard == {
        "3 5 2 5": ["main", "tip", message, transfer, "main", message, transfer, "main", "off"],
        "2 5": ["main", "off"],
    }


def test_a_call_that_has_been_in_no_menu_ends_at_the_voicemail() -> None:
    rehearsal = Rehearsal(flow_of(MAIN, on=("main",)), given=RETURNS)
    closed = rehearsal.play({"number": "100", "given": {"office": "closed"}})
    assert (closed.outcome.destination, closed.seconds) == ("voicemail||5", 0.0)
    assert rehearsal.play({"number": "100", "steps": [{"press": "5"}]}).heard[:3] == ["main", f"{MESSAGE}-5", TRANSFER]


def test_dialled_extensions_and_fall_backs_lead_there_as_entries_do() -> None:
    item = menu("main", 0).model_copy(update={"silence_destination_type": "voicemail", "silence_destination_id": "5"})
    settings = MenuSettings(direct_dial="listed", numbers=("voicemail||55", "extension||12"), voicemail_returns=True)
    semantics = PROFILES["freepbx-16-default"]
    items = attach_engines({"main": item}, semantics, recordings=(), destinations=(), settings={"main": settings})
    boxes = {BOX: KnownDestination(name="Voicemail 5"), Destination("voicemail", "55"): KnownDestination()}
    flow = Flow(entry="main", receptionists=items, semantics=semantics, destinations=boxes)
    by_number = Rehearsal(flow, given={"voicemail||55": "returns"}).play("55").heard
    by_silence = Rehearsal(flow, given=RETURNS, limit=LIMIT).play("").heard[:5]
    assert by_number == ["main", f"{MESSAGE}-55", TRANSFER, "main"]
    assert by_silence == ["main", f"{MESSAGE}-5", TRANSFER, "main", f"{MESSAGE}-5"]


def test_an_announcement_with_the_name_of_ours_is_left_alone_and_known_lengths_hold() -> None:
    flow = flow_of(leading(MAIN, k3="voicemail-5"), announcement("voicemail-5", BOX), on=("main",))
    flow = replace(flow, lengths={TRANSFER: RecordingLength(2500, estimated=False)})
    called = let_callers_stay(flow, (StayingCaller(BOX),), "main")
    assert set(called.receptionists) - set(flow.receptionists) == {"voicemail-5-", "back-to-the-menu"}
    assert called.length_of(TRANSFER).milliseconds == 2500
    assert let_callers_stay(flow, (), "main") is flow


def test_calls_with_different_switches_that_share_a_way_there_are_refused() -> None:
    by_group = flow_of(leading(MAIN, k2="off"), leading(menu("off"), k6=GROUP), on=("main",))
    by_return = flow_of(leading(MAIN, k2="off"), leading(menu("off", k0="back"), k5=BOX), on=("main",))
    refusals = []
    for flow in (by_group, by_return):
        with pytest.raises(UsageError) as refused:
            Rehearsal(flow, given=RETURNS).play("")
        refusals.append(str(refused.value))
    assert refusals == [
        f"given: voicemail||5 cannot be 'returns' in this call: calls come to {node} from menus with "
        "return_after: [voicemail] and from others; give it to all of them, or to none"
        for node in ("ring_group||6", "main")
    ]


NOT_A_VOICEMAIL = "is not a voicemail where calls end, and cannot be 'returns'; use picked up, no answer or busy"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"Sales": "returns"}, f"Sales {NOT_A_VOICEMAIL}"),
        ({"everyone": "returns"}, f"everyone {NOT_A_VOICEMAIL}"),
        ({"office": "returns"}, "office is a schedule and cannot be 'returns'; use open, closed or holiday"),
        (
            {"Voicemail 5": ["returns", "ends"]},
            "Voicemail 5 is a voicemail, which has one answer in all of a call; use ends or returns",
        ),
        (
            {"Voicemail 5": {"answer": "ends", "after": 3}},
            "Voicemail 5: after is for picked up, busy and returns; ends has a time of its own",
        ),
    ],
)
def test_what_no_caller_can_do_is_refused(given: dict[str, Any], refusal: str) -> None:
    with pytest.raises(UsageError) as refused:
        Rehearsal(flow_of(MAIN, on=("main",)), given=given).play("5")
    assert str(refused.value) == f"given: {refusal}"


def test_without_the_switch_or_under_freeswitch_nobody_comes_back() -> None:
    refusals = []
    for flow in (flow_of(MAIN), flow_of(MAIN, on=("main",)).with_semantics(PROFILES["freeswitch"])):
        with pytest.raises(UsageError) as refused:
            Rehearsal(flow, given=RETURNS).play("5")
        refusals.append(str(refused.value))
    assert refusals == [
        "given: Voicemail 5 cannot be 'returns': no menu has return_after: [voicemail] in flow.yaml",
        "given: Voicemail 5 cannot be 'returns': freeswitch knows no way back from voicemail",
    ]
    with pytest.raises(UsageError, match="Voicemail 5 cannot be 'returns': freeswitch knows no way back"):
        Rehearsal(flow_of(MAIN, on=("main",)), given=RETURNS).play({"semantics": "freeswitch"})
    assert not can_return_from_voicemail(flow_of(MAIN))


def test_where_no_single_call_is_played_callers_hang_up_after_a_message() -> None:
    flow = flow_of(MAIN, on=("main",))
    with pytest.raises(UsageError) as refused:
        WorldSettings(flow, given=parse_given(RETURNS))
    assert str(refused.value) == (
        "given: Voicemail 5 can be 'returns' only in a call that is played; use --given of ivrsim play, call, render, "
        "explain, test, demo or agree; elsewhere callers hang up after a message"
    )
    assert WorldSettings(flow, given=parse_given({"Voicemail 5": "ends"})).staying == ()
    without = CallPlan(flow_of(MAIN)).reachable_places()
    assert [*CallPlan(flow).reachable_places()] == [*without]


def test_the_flow_of_calls_that_stay_is_made_once_with_the_other_answers_left() -> None:
    called, others = stay_after_voicemail(flow_of(MAIN, on=("main",)), {**RETURNS, "Sales": "no answer"})
    assert others == {"Sales": "no answer"}
    assert Rehearsal(called, given=dict(others)).play("5").heard[:3] == ["main", f"{MESSAGE}-5", TRANSFER]


class VoicemailModel(ChannelModel):
    """The same with IVR_RETVM, of callers who stay: the switch of the menu that was entered last."""

    def __init__(self, flow: Flow, acts: list[str]) -> None:
        self.switch = False
        super().__init__(flow, acts)

    def _enter(self, key: str) -> None:
        super()._enter(key)
        while self.log[-1] == f"end {BOX}" and self.switch and self.context and len(self.log) < 8 * LIMIT:
            self.log[-1:] = [f"hear {MESSAGE}-5", f"hear {TRANSFER}"]
            destination = self._go_back(self.context, BOX)
            if (entered := self.flow.receptionist_for(destination)) is not None:
                super()._enter(entered)
            else:
                self.log.append(f"end {destination}")

    def _rounds(self, key: str) -> Destination:
        # a menu is entered where its context is its own, and the log says so
        if self.log and self.log[-1] == f"enter {key}":
            self.switch = self.flow.receptionists[key].engine.settings.voicemail_returns
        return super()._rounds(key)


@st.composite
def voicemail_flows(draw: st.DrawFn) -> Flow:
    """Three menus that lead to each other, to announcements and to a voicemail; some return, some have the switch."""
    names = ("main", "a", "b")
    keys = st.dictionaries(st.sampled_from(["k1", "k2"]), st.sampled_from([*names, "tip", "back"]), max_size=2).map(
        dict
    )
    returns = draw(st.booleans())
    items = []
    for name in names:
        leads = {key: to for key, to in draw(keys).items() if returns or to != "back"}
        items.append(leading(menu(name, draw(st.integers(0, 2)), **leads), k5=BOX))
    items.append(announcement("tip", draw(st.sampled_from([BOX, Destination("ivr", "a")]))))
    switches = tuple(name for name in names if draw(st.booleans()))
    return flow_of(*items, on=switches, returning=tuple(name for name in names if returns and draw(st.booleans())))


@given(voicemail_flows(), st.lists(st.sampled_from(["1", "2", "5", "9", "silence"]), max_size=10))
def test_calls_go_where_the_engines_variables_say_by_machine_and_by_rows(flow: Flow, acts: list[str]) -> None:
    steps = [{"silence": True} if act == "silence" else {"press": act} for act in acts]
    stays = {"given": RETURNS} if can_return_from_voicemail(flow) else {}
    slow, fast = both_roads(flow, json.dumps({"steps": steps, **stays}), limit=LIMIT)
    assert slow == fast
    if slow.startswith("given: "):  # calls with different switches share a way there
        assert {item.engine.settings.voicemail_returns for item in flow.receptionists.values() if item.is_menu} == {
            True,
            False,
        }
        assert flow.receptionists["tip"].forward_destination == BOX or any(map(can_return, flow.receptionists.values()))
        return
    record = json.loads(slow)
    ours = {"enter voicemail-5", "enter back-to-the-menu"}
    log = [line for line in log_of(record["turns"]) if line not in ours]
    model = VoicemailModel(flow, acts).log
    assert log == (model[: len(log)] if record["outcome"]["kind"] == "endless" else model)
