"""A whole flow as a dialplan."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator import Destination, Flow, Rehearsal, UsageError, load
from simulator.callers.voicemail_recordings import TRANSFER
from simulator.config.flow import KnownDestination, Recording
from simulator.config.routes import PERSON_ANSWERS, SCHEDULE_ANSWERS, PersonRoute
from simulator.core.events import HUNG_UP, Event, Pressed
from simulator.exchange.dial_map import parse_action
from simulator.exchange.dialplan_syntax import encode_value
from simulator.exchange.dialplan_writer import DialplanFiles, write_dialplan
from simulator.testing.strategies import callers, flows
from tests.callers.test_voicemail_returns import BOX, MAIN, flow_of, leading
from tests.core.test_return_rules import menu
from tests.exchange.dialplan_engine import HANGS_UP, Engine
from tests.exchange.dialplan_parser import check_targets, parse_dialplan

HOSTILE = 'a\n[evil]\nexten => s,1,System(rm) ;-- ${SHELL(x)} $[1] "),('


@given(flows(worlds=True, returns=True))
def test_every_flow_has_a_dialplan_without_a_jump_to_nowhere(flow: Flow) -> None:
    files = write_dialplan(flow)
    contexts, variables = parse_dialplan(files.extensions)
    assert check_targets(contexts) == []
    assert variables == {"IVR_SOUNDS": "sounds"}
    assert {files.start, *files.contexts.values()} <= set(contexts)


@given(st.data())
def test_a_call_in_the_dialplan_is_the_call_that_play_makes(data: st.DataObject) -> None:
    """The same keys at the same times: the same recordings, the same end, to the millisecond."""
    flow = data.draw(flows(worlds=True, returns=data.draw(st.booleans())))
    answers = data.draw(_given(flow))
    script = data.draw(callers(flow)).model_copy(update={"given": answers})
    played = Rehearsal(flow).play_call(script)
    files = write_dialplan(flow)
    lengths = {name: flow.length_of(id).milliseconds for name, id in files.sounds.items()}
    acts = [(turn.at, act) for turn in played.trace.turns if (act := _act(turn.event))]
    never_ends = played.record.outcome.kind == "endless"
    variables = {**_variables(flow, files, answers), "ROUNDS": "900" if never_ends else "0"}
    made = Engine(files.extensions, lengths).call(files.start, acts, variables)
    ends = [event for _, event in made.events if event.startswith("IvrEnd,")]
    if never_ends:
        assert ends[0].startswith("IvrEnd,Outcome: endless,")
        return
    record = played.record
    assert [files.sounds[name] for name in made.heard] == list(record.heard)
    assert made.ended_at == round(record.seconds * 1000)
    assert made.abandoned == (record.outcome.kind == "abandoned")
    if not made.abandoned:
        where = encode_value(record.outcome.destination or "")
        assert ends[0].startswith(f"IvrEnd,Outcome: {record.outcome.kind},Destination: {where},WrongKeys: ")


def _given(flow: Flow) -> st.SearchStrategy[dict[str, Any]]:
    """What the world answers, the same each time that it is asked: a dialplan has a variable for each."""
    answers: dict[str, st.SearchStrategy[Any]] = {key: st.sampled_from(SCHEDULE_ANSWERS) for key in flow.schedules}
    for destination, route in flow.routes.items():
        if isinstance(route, PersonRoute):
            answers[str(destination)] = st.sampled_from(route.answers)
    return st.fixed_dictionaries({}, optional={**answers, "everyone": st.sampled_from(PERSON_ANSWERS)})


def _variables(flow: Flow, files: DialplanFiles, answers: Mapping[str, Any]) -> dict[str, str]:
    said = {f"schedule {key}": answers.get(key, "open") for key in flow.schedules}
    said |= {flow.describe_address(name): answer for name, answer in answers.items() if "||" in name}
    said |= {name: answer for name, answer in answers.items() if name == "everyone"}
    return {name: said[about] for name, about, _ in files.variables if about in said}


def _act(event: Event) -> str:
    if isinstance(event, Pressed):
        return event.key
    return HANGS_UP if event.trigger == HUNG_UP else ""


def test_a_hostile_flow_has_the_lines_of_a_harmless_one(clinic: Flow) -> None:
    """Names and ids are in comments or encoded: whatever they hold, the steps are the same."""
    desk = Destination("department", "108000")
    main = clinic.receptionists["main"]
    entries = (main.entries or ())[0].model_copy(update={"destination_id": HOSTILE, "template_id": HOSTILE})
    hostile = replace(
        clinic,
        receptionists={HOSTILE: main.model_copy(update={"name": HOSTILE, "greeting": HOSTILE, "entries": (entries,)})},
        entry=HOSTILE,
        numbers={HOSTILE: HOSTILE},
        recordings={HOSTILE: Recording(name=HOSTILE)},
        destinations={Destination("department", HOSTILE): KnownDestination(name=HOSTILE), desk: KnownDestination()},
    )
    contexts, _ = parse_dialplan(write_dialplan(hostile).extensions)
    assert check_targets(contexts) == []
    assert [*contexts] == ["ivr-start", "ivr-menu-a_evil_exten_s_1_system_rm_shell_x_1", "ivr-ends"]
    applications = {
        step.application for extensions in contexts.values() for steps in extensions.values() for step in steps
    }
    assert applications == {
        *("Answer", "Background", "Gosub", "Goto", "GotoIf", "Hangup", "NoOp", "Playback", "Return", "Set"),
        *("UserEvent", "WaitExten"),
    }
    arrivals = [steps[0].arguments.split(",")[2] for steps in contexts["ivr-ends"].values()]
    assert unquote(arrivals[0]) == f"Destination: department||{HOSTILE}"


def test_two_flows_in_one_asterisk_share_no_name(clinic: Flow) -> None:
    one, other = (parse_dialplan(write_dialplan(clinic, prefix=prefix).extensions) for prefix in ("a", "b"))
    assert not {*one[0]} & {*other[0]}
    assert (one[1], other[1]) == ({"A_SOUNDS": "sounds"}, {"B_SOUNDS": "sounds"})


def test_calls_come_in_by_number_or_to_any_menu(clinic: Flow) -> None:
    contexts, _ = parse_dialplan(write_dialplan(clinic).extensions)
    assert {name: steps[1].arguments for name, steps in contexts["ivr-start"].items() if name != "answer"} == {
        "s": "ivr-menu-main,s,1",
        "+441632960001": "ivr-menu-main,s,1",
        "441632960001": "ivr-menu-main,s,1",
        "+441632960002": "ivr-menu-billing,s,1",
        "441632960002": "ivr-menu-billing,s,1",
        "_to_.": "ivr-menu-${EXTEN:3},s,1",
    }


def test_the_sounds_that_a_dialplan_plays(clinic: Flow) -> None:
    files = write_dialplan(clinic)
    assert files.entry_extension("billing") == "to_billing"
    assert files.sounds == {
        "greeting": "19549",
        "sorry": "244",
        "goodbye": "246",
        "are_you_there": "245",
        "billing_greeting": "19550",
    }


def test_the_dialplan_of_the_surgery() -> None:
    """Hours, holidays, telephones that ring, announcements and menus, as people read them."""
    golden = (Path(__file__).parent / "surgery.conf").read_text(encoding="utf-8")
    assert write_dialplan(load("example:surgery")).extensions == golden


@pytest.mark.parametrize(
    ("prefix", "folder", "message"),
    [
        ("a-b", "x", "'a-b' cannot begin the names of contexts; use up to 20 letters and digits"),
        ("ivr", "/a ", "'/a ' cannot be in a dialplan; use a folder whose path has only letters, digits"),
        ("ivr", "/a\nb", "'/a\\nb' cannot be in a dialplan; use a folder"),
        ("ivr", "/a;b", "'/a;b' cannot be in a dialplan; use a folder"),
        ("ivr", "/" + 200 * "a", f"'/{36 * 'a'}...' cannot be in a dialplan; use a folder"),
        ("ivr", "/${X}", "'/${X}' cannot be in a dialplan; use a folder"),
        ("ivr", "/a&b", "'/a&b' cannot be in a dialplan; use a folder"),
    ],
)
def test_names_that_would_be_syntax(clinic: Flow, prefix: str, folder: str, message: str) -> None:
    with pytest.raises(UsageError, match="^" + re.escape(message)):
        write_dialplan(clinic, prefix=prefix, sounds_folder=folder)


def test_a_folder_of_any_script_with_spaces(clinic: Flow) -> None:
    files = write_dialplan(clinic, sounds_folder="/home/Jörg/my menü")
    assert parse_dialplan(files.extensions)[1] == {"IVR_SOUNDS": "/home/Jörg/my menü"}


def test_a_caller_who_stays_after_a_voicemail_comes_back_where_the_menu_entered_last_says_so() -> None:
    flow = flow_of(leading(MAIN, k2="sub"), leading(menu("sub"), k5=BOX), on=("main",))
    box = {BOX: parse_action("VoiceMail(5@default,u)")}
    files = write_dialplan(flow, dial_map=box)
    lines = files.extensions.splitlines()
    switches = [line for line in lines if "VOICEMAIL_RETURNS=" in line]
    assert switches == [
        " same => n,Set(VOICEMAIL_RETURNS=)",
        " same => n,Set(VOICEMAIL_RETURNS=yes)",
        " same => n,Set(VOICEMAIL_RETURNS=)",
    ]
    at = lines.index(" same => n,VoiceMail(5@default,u)")
    assert lines[at + 1 : at + 5] == [
        ' same => n,GotoIf($["${VOICEMAIL_RETURNS}" = "yes" & "${VMSTATUS}" != "FAILED"]?:over)'
        "  ; the caller has stayed on the line",
        " same => n,Playback(${IVR_SOUNDS}/way_back_to_the_menu)",
        " same => n,Goto(ivr-menu-${LAST_MENU},s,again)",
        " same => n(over),Hangup()",
    ]
    assert (files.sounds["way_back_to_the_menu"], files.mailboxes) == (TRANSFER, ("5@default",))
    for other in (write_dialplan(flow), write_dialplan(flow, dial_map={BOX: parse_action("Queue(5)")})):
        assert "VOICEMAIL_RETURNS" not in other.extensions
        assert TRANSFER not in other.sounds.values()
