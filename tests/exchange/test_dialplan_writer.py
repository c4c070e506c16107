"""A whole flow as a dialplan."""

from dataclasses import replace
from urllib.parse import unquote

from hypothesis import given

from simulator import Destination, Flow
from simulator.config.flow import KnownDestination, Recording
from simulator.exchange.dialplan_writer import write_dialplan
from simulator.testing.strategies import flows
from tests.exchange.dialplan_parser import check_targets, parse_dialplan

HOSTILE = 'a\n[evil]\nexten => s,1,System(rm) ;-- ${SHELL(x)} $[1] "),('


@given(flows())
def test_every_flow_has_a_dialplan_without_a_jump_to_nowhere(flow: Flow) -> None:
    files = write_dialplan(flow)
    contexts, variables = parse_dialplan(files.extensions)
    assert check_targets(contexts) == []
    assert variables == {"IVR_SOUNDS": "sounds"}
    assert {files.start, *files.contexts.values()} <= set(contexts)


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
        *("Answer", "Background", "Goto", "GotoIf", "Hangup", "NoOp", "Playback", "Set", "UserEvent", "WaitExten")
    }
    arrivals = [steps[0].arguments.split(",")[2] for steps in contexts["ivr-ends"].values()]
    assert unquote(arrivals[0]) == f"Destination: department||{HOSTILE}"


def test_two_flows_in_one_asterisk_share_no_name(clinic: Flow) -> None:
    one, other = (parse_dialplan(write_dialplan(clinic, prefix=prefix).extensions) for prefix in ("a", "b"))
    assert not {*one[0]} & {*other[0]}
    assert (one[1], other[1]) == ({"A_SOUNDS": "sounds"}, {"B_SOUNDS": "sounds"})


def test_calls_come_in_by_number_or_to_any_menu(clinic: Flow) -> None:
    contexts, _ = parse_dialplan(write_dialplan(clinic).extensions)
    assert {name: steps[-1].arguments for name, steps in contexts["ivr-start"].items()} == {
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
