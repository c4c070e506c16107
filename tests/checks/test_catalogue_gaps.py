"""Destinations that the catalogue does not contain, and what may be meant by them."""

from dataclasses import replace

from simulator.checks.catalogue_gaps import (
    COMPARED,
    GapPlace,
    exchanged_digits,
    exchanged_fields,
    gaps,
    nearest_id,
    same_id,
    trim_id,
)
from simulator.checks.checked_flow import CheckedFlow
from simulator.config.flow import Flow, KnownDestination
from simulator.config.receptionist import Destination
from tests.graph.small_flows import HANGUP, flow, menu, to

LISTED = ("extension||3001", "department||3002", "department||3003")


def catalogued(made: Flow, *listed: str) -> CheckedFlow:
    return CheckedFlow(replace(made, destinations={to(one): KnownDestination() for one in listed}))


MENU = flow(
    {
        "main": menu({"1": "ringgroup||3020", "2": "department||3003"}, wrong="extension||3010", silence=HANGUP),
        "next": menu({"1": "department||3020", "2": "ivr||99", "3": "extension||"}, silence="extension||3001"),
    }
)


def test_each_missing_destination_has_all_its_places() -> None:
    assert gaps(catalogued(MENU, *LISTED)) == {
        Destination("department", "3020"): [
            GapPlace("main", ("entries", 0, "destination_id")),
            GapPlace("next", ("entries", 0, "destination_id")),
        ],
        Destination("extension", "3010"): [GapPlace("main", ("wrong_key_destination_id",))],
    }


def test_without_a_catalogue_nothing_is_missing() -> None:
    assert gaps(catalogued(MENU)) == {}
    assert gaps(catalogued(MENU, "ivr||99", HANGUP)) == {}


def test_digits_the_other_way_round() -> None:
    subject = catalogued(MENU, *LISTED)
    assert exchanged_digits(subject, Destination("department", "3020")) == Destination("department", "3002")
    assert exchanged_digits(subject, Destination("department", "3001")) is None
    assert exchanged_digits(subject, Destination("extension", "3002")) is None


def test_type_and_id_the_other_way_round() -> None:
    subject = catalogued(MENU, *LISTED)
    assert exchanged_fields(subject, Destination("3001", "extension")) == Destination("extension", "3001")
    assert exchanged_fields(subject, Destination("3002", "extension")) is None
    assert exchanged_fields(subject, Destination("next", "ivr")) == Destination("ivr", "next")


def test_spaces_around_an_id() -> None:
    subject = catalogued(MENU, *LISTED)
    assert trim_id(subject, Destination("department", " 3002 ")) == Destination("department", "3002")
    assert trim_id(subject, Destination("department", "3002")) is None
    assert trim_id(subject, Destination("department", "3020 ")) is None


def test_the_same_id_under_another_type() -> None:
    subject = catalogued(MENU, *LISTED, "ivr||3009")
    assert [*same_id(subject, Destination("extension", "3002"))] == [Destination("department", "3002")]
    assert [*same_id(subject, Destination("extension", "main"))] == [Destination("virtual_receptionist", "main")]
    assert [*same_id(subject, Destination("extension", "3009"))] == [Destination("ivr", "3009")]
    assert [*same_id(subject, Destination("extension", "77"))] == []


def test_the_nearest_of_the_same_type() -> None:
    subject = catalogued(MENU, *LISTED)
    assert nearest_id(subject, Destination("extension", "30011")) == Destination("extension", "3001")
    assert nearest_id(subject, Destination("extension", "77")) is None
    many = catalogued(MENU, *(f"extension||{number}" for number in range(COMPARED + 1)))
    assert nearest_id(many, Destination("extension", "10000")) is None
