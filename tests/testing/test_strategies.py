"""What the strategies promise: valid by construction, wild enough, and playable."""

from pathlib import Path

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from simulator.callers.caller_script import CallerScript
from simulator.callers.rehearsal import Rehearsal
from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.config.semantics import PROFILES, Semantics
from simulator.loader.flow_kinds import load
from simulator.loader.flow_writer import flow_text, receptionist_text
from simulator.testing.strategies import callers, flows, keys, pressed_in, receptionists, semantics

pytestmark = pytest.mark.heavy

SEARCH = settings(max_examples=2000, database=None, derandomize=True, phases=[Phase.generate])
SHORTEST = settings(max_examples=2000, database=None, derandomize=True, phases=[Phase.generate, Phase.shrink])


def continues(item: Receptionist) -> bool:
    """Whether one of its codes begins with another."""
    return any(code != other and code.startswith(other) for code in item.options for other in item.options)


@given(receptionists())
def test_a_receptionist_is_valid_and_stays_outside(receptionist: Receptionist) -> None:
    assert Receptionist.model_validate(receptionist.model_dump()) == receptionist
    leads = [entry.destination for entry in receptionist.entries or ()]
    leads += [to for to in (receptionist.wrong_key_destination, receptionist.silence_destination) if to]
    assert [destination for destination in leads if destination.names_receptionist] == []


def test_receptionists_come_in_every_kind() -> None:
    wanted = (
        lambda item: not item.is_menu,
        lambda item: item.is_menu and not item.entries,
        lambda item: item.is_menu and item.forward_destination is not None,
        lambda item: not item.is_menu and item.silence_retry_recording is not None,
        lambda item: item.is_menu and item.timeout_seconds == 0,
        lambda item: "0108" in item.recordings,
        lambda item: any(entry.template_id for entry in item.entries or ()),
        lambda item: item.caller_id_prefix and item.intercom and item.description,
        continues,
    )
    for is_wanted in wanted:
        find(receptionists(), is_wanted, settings=SEARCH)


def test_receptionists_have_the_id_that_is_asked_for() -> None:
    assert find(receptionists(id="0501"), lambda _: True, settings=SEARCH).id == "0501"


@given(keys(longest=4))
def test_keys_are_those_of_a_telephone(pressed: str) -> None:
    assert 1 <= len(pressed) <= 4
    assert {*pressed} <= {*"0123456789*#"}


@given(semantics())
def test_semantics_start_from_any_profile(chosen: Semantics) -> None:
    assert chosen.profile in PROFILES
    assert Semantics.model_validate(chosen.model_dump()) == chosen


@given(flows())
def test_the_receptionists_of_a_flow_lead_to_each_other_only(flow: Flow) -> None:
    for item in flow.receptionists.values():
        for entry in item.entries or ():
            assert entry.destination.names_receptionist == (flow.receptionist_for(entry.destination) is not None)
    ids = [item.id for item in flow.receptionists.values() if item.id is not None]
    assert len(ids) == len({*ids})
    assert flow.entry in flow.receptionists


def test_flows_lead_back_and_by_id() -> None:
    def leads(flow: Flow, *, by_id: bool) -> bool:
        return any(
            flow.receptionist_for(entry.destination) == key and (entry.destination.id == item.id) == by_id
            for key, item in flow.receptionists.items()
            for entry in item.entries or ()
        )

    find(flows(), lambda flow: leads(flow, by_id=True), settings=SEARCH)
    find(flows(), lambda flow: leads(flow, by_id=False), settings=SEARCH)


@given(st.data())
def test_every_caller_can_be_played_through_its_flow(data: st.DataObject) -> None:
    flow = data.draw(flows())
    script = data.draw(callers(flow))
    assert CallerScript.model_validate(script.as_json()) == script
    record = Rehearsal(flow, limit=50).play(script)
    assert record.outcome.kind in ("routed", "hung_up", "abandoned", "endless")
    pressed = "".join(step.press or "" for step in script.steps)
    assert pressed.startswith("".join(record.keys))


@given(flow=flows())
def test_a_flow_loads_from_what_is_written_of_it(flow: Flow, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = tmp_path_factory.mktemp("flow")
    files = {key: f"{key}.yaml" for key in flow.receptionists}
    (folder / "flow.yaml").write_text(flow_text(flow, files), encoding="utf-8")
    for key, receptionist in flow.receptionists.items():
        (folder / files[key]).write_text(receptionist_text(receptionist), encoding="utf-8")
    loaded = load(folder)
    assert loaded.receptionists == flow.receptionists
    assert (loaded.recordings, loaded.destinations) == (flow.recordings, flow.destinations)
    assert (loaded.entry, loaded.lengths, loaded.semantics) == (flow.entry, flow.lengths, flow.semantics)


@given(flows(named=False, most=2, most_options=1, under=st.just(PROFILES["freepbx"])))
def test_flows_are_as_they_are_asked_for(flow: Flow) -> None:
    assert (flow.recordings, flow.destinations) == ({}, {})
    assert len(flow.receptionists) <= 2
    assert all(len(item.options) <= 1 for item in flow.receptionists.values())
    assert flow.semantics == PROFILES["freepbx"]


@given(st.data())
def test_what_is_pressed_is_keys(data: st.DataObject) -> None:
    pressed = data.draw(pressed_in(data.draw(flows())))
    assert 1 <= len(pressed) <= 4
    assert {*pressed} <= {*"0123456789*#"}


@given(st.data())
def test_a_caller_without_exact_times_has_one_line(data: st.DataObject) -> None:
    script = data.draw(callers(data.draw(flows()), exact_times=False, hangs_up=False, most_steps=3))
    assert script.as_line() is not None
    assert len(script.steps) <= 3
    assert [step for step in script.steps if step.hangup] == []


def test_some_callers_hang_up(clinic: Flow) -> None:
    left = find(callers(clinic), lambda script: bool(script.steps and script.steps[-1].hangup), settings=SHORTEST)
    assert left.as_line() == "hangup"


def test_a_failing_property_prints_the_shortest_caller_as_a_command(clinic: Flow) -> None:
    @settings(SHORTEST, max_examples=500)
    @given(callers(clinic))
    def nobody_hears_sorry(script: CallerScript) -> None:
        assert "244" not in Rehearsal(clinic).play(script).heard

    with pytest.raises(AssertionError) as failure:
        nobody_hears_sorry()
    (again,) = (note for note in failure.value.__notes__ if note.startswith("Again:"))
    assert again == f"Again:  ivrsim play {clinic.source} --entry main --caller '4'"
