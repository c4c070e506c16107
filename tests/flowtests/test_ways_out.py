"""The ways out of a flow, as names, hints and mutants of flow tests read them."""

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination
from simulator.flowtests.ways_out import final_destinations, ways_out
from tests.graph.small_flows import HANGUP, PERSON, flow, menu, single


def small() -> Flow:
    """A menu that leads to an announcement, and still carries a forward destination, which has no effect."""
    main = menu({"1": "closed"}, wrong=HANGUP, silence=PERSON)
    dead = {"forward_destination_type": "voicemail", "forward_destination_id": "9"}
    return flow({"main": main.model_copy(update=dead), "closed": single(HANGUP)})


def test_each_way_comes_with_its_receptionist_and_those_asked_for_come_first() -> None:
    ways = [(receptionist.name, passage.cause) for receptionist, passage in ways_out(small(), ["closed"])]
    assert ways == [("closed", "forward"), ("main", "choice"), ("main", "wrong keys"), ("main", "silence")]


def test_a_forward_destination_without_effect_ends_no_call() -> None:
    ends = list(final_destinations(small()))
    assert Destination("voicemail", "9") not in ends
    assert len(ends) == 3
