"""Whether another destination fits a label better than the one it leads to."""

from collections.abc import Mapping
from dataclasses import replace

from simulator.checks.better_fit import Fits, NameIndex, asks_for_a_person, end_of, languages_of_names
from simulator.checks.option_labels import OptionLabel
from simulator.config.flow import Flow, KnownDestination
from simulator.config.receptionist import Destination, Receptionist

SALES, BILLING, DENTIST = (Destination("department", str(number)) for number in (1, 2, 3))
DESK = Destination("extension", "9")
MENU = Receptionist(
    name="Main", destination_type="single", forward_destination_type="department", forward_destination_id="1"
)
FLOW = Flow(
    entry="main",
    receptionists={"main": MENU},
    destinations={
        SALES: KnownDestination(name="Sales", answers="person"),
        BILLING: KnownDestination(name="Billing", answers="person"),
        DENTIST: KnownDestination(name="Duty dentist", answers="person"),
        DESK: KnownDestination(name="School kitchen", answers="person"),
    },
)


def label(option: str, text: str, to: Destination, *, condition: bool = False, language: str = "en") -> OptionLabel:
    return OptionLabel(option, text, language, to, ("entries", 0, "destination_id"), condition)


def fits(*labels: OptionLabel, named_in: Mapping[str, frozenset[str]] | None = None) -> Fits:
    return Fits(NameIndex(FLOW), labels, named_in or {})


def test_exchanged_destinations_fit_each_other_better() -> None:
    first, second = label("1", "sales", BILLING), label("2", "billing", SALES)
    found = fits(first, second)
    assert (found.better(first), found.better(second)) == (SALES, BILLING)


def test_a_destination_that_fits_its_own_label_as_well_is_no_better_one() -> None:
    payments, billing = label("1", "make a payment", DENTIST), label("2", "billing", BILLING)
    found = fits(payments, billing)
    assert found.better(payments) is None
    assert found.is_odd(payments)


def test_one_shared_word_with_a_destination_elsewhere_proves_nothing() -> None:
    admissions = label("1", "school admissions", DENTIST)
    assert fits(admissions).better(admissions) is None


def test_the_very_name_of_a_destination_elsewhere_does() -> None:
    kitchen = label("1", "the school kitchen", DENTIST)
    assert fits(kitchen).better(kitchen) == DESK


def test_for_staying_on_the_line_any_likeness_does() -> None:
    stay = label("stay", "the kitchen", DENTIST)
    assert fits(stay).better(stay) == DESK


def test_staying_on_the_line_for_somebody_may_end_at_any_desk() -> None:
    agent, reception = label("stay", "speak to an agent", SALES), label("stay", "reception", SALES)
    front = {**FLOW.destinations, Destination("extension", "8"): KnownDestination(name="Reception")}
    found = Fits(NameIndex(replace(FLOW, destinations=front)), [agent, reception], {}, Destination("extension", "8"))
    assert (found.better(agent), found.is_odd(agent)) == (None, False)
    assert found.better(reception) == Destination("extension", "8")


def test_a_mismatch_is_odd_only_where_others_match() -> None:
    pain, sales = label("1", "pain", DENTIST), label("2", "sales", SALES)
    assert not fits(pain).is_odd(pain)
    assert fits(pain, sales).is_odd(pain)
    condition = label("1", "pain", DENTIST, condition=True)
    assert not fits(condition, sales).is_odd(condition)


def test_a_name_that_another_language_uses_is_not_odd_in_this_one() -> None:
    named_in = languages_of_names(FLOW, [label("1", "duty dentist", DENTIST)])
    assert named_in == {"department||3": frozenset({"en"})}
    pain, support = label("1", "schmerzen", DENTIST, language="de"), label("2", "sales", SALES, language="de")
    assert fits(pain, support).is_odd(pain)
    assert not fits(pain, support, named_in=named_in).is_odd(pain)


def test_0_and_staying_on_the_line_may_call_the_operator_anything() -> None:
    other, sales = label("0", "a banker", DENTIST), label("2", "sales", SALES)
    stay = label("stay", "any other matter", DENTIST)
    assert not fits(other, sales).is_odd(other)
    assert not fits(stay, sales).is_odd(stay)


def test_somebody_who_is_asked_for_may_be_called_anything() -> None:
    assert asks_for_a_person(FLOW, label("stay", "speak to an agent", DENTIST))
    assert not asks_for_a_person(FLOW, label("stay", "leave a message", DENTIST))
    assert not asks_for_a_person(FLOW, label("stay", "speak to an agent", Destination("voicemail", "7")))


def test_destinations_are_told_apart_under_any_alias() -> None:
    assert (
        end_of(FLOW, Destination("ivr", "@main")) == end_of(FLOW, Destination("virtual_receptionist", "main")) == "main"
    )
    assert end_of(FLOW, Destination("Department", "1")) == "department||1"
