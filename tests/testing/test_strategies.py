"""What the strategies promise: valid by construction, wild enough, and playable."""

from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from simulator.callers.rehearsal import Rehearsal
from simulator.callers.script import CallerScript
from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.config.semantics import PROFILES, Semantics
from simulator.testing.strategies import callers, flows, keys, receptionists, semantics

SEARCH = settings(max_examples=2000, database=None, derandomize=True, phases=[Phase.generate])


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
            assert entry.destination.names_receptionist == (flow.target(entry.destination) is not None)
    ids = [item.id for item in flow.receptionists.values() if item.id is not None]
    assert len(ids) == len({*ids})
    assert flow.entry in flow.receptionists


def test_flows_lead_back_and_by_id() -> None:
    def leads(flow: Flow, *, by_id: bool) -> bool:
        return any(
            flow.target(entry.destination) == key and (entry.destination.id == item.id) == by_id
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
