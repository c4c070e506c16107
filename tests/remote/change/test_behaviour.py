"""What callers would notice of a plan."""

from collections.abc import Mapping

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Receptionist
from simulator.graph.review.change import Review
from simulator.remote.change.behaviour import calls, reviewed
from simulator.remote.change.planning import plan
from simulator.remote.seen.live import Number
from tests.remote.change.rig import HOST, NOW, flow
from tests.remote.lived import announcement, lived, menu

NUMBERS = {"+441632960001": "main"}


def seen(
    here: Mapping[str, Receptionist], *live: Receptionist, numbers: Mapping[str, str] | None = None
) -> tuple[Flow, Review | None]:
    """The flow, and what callers notice of it; ``numbers`` are those that the account shows, and where they lead."""
    made = flow("main", here, numbers=NUMBERS)
    shown = tuple(map(lived, live))
    told = None if numbers is None else [Number(one, Destination("ivr", id)) for one, id in numbers.items()]
    planned = plan(made, {}, shown, told, host=HOST, dialect="vr", made=NOW)
    return made, reviewed(made, planned.besides, shown, told)


def test_calls_that_show_what_changed() -> None:
    here, found = seen({"main": menu("701", to=[("department", "5")])}, menu("701"))
    assert calls(here, found) == [
        "call +441632960001, press 1: the caller hears 19549 and reaches department||5 after some 4.5 s"
    ]


def test_what_is_live_beside_the_flow_is_entered_on_both_sides() -> None:
    """A menu that leads to one of another flow, which is the same before and after."""
    other = menu("800", name="Elsewhere", to=[("department", "9")])
    main = menu("701", to=[("ivr", "800")])
    _, found = seen({"main": main.model_copy(update={"greeting": "777"})}, main, other)
    assert found is not None
    assert set(found.old.receptionists) == set(found.new.receptionists) == {"main", "800"}
    assert [one.difference.kind for one in found.noticed] == ["recording"]


def test_a_key_that_another_has_as_its_id() -> None:
    main = menu("701", to=[("ivr", "800")])
    here = {"main": main, "800": announcement("703")}
    _, found = seen(here, main, announcement("703"), announcement("800", name="Elsewhere"))
    assert found is not None
    assert [*found.new.receptionists] == ["main", "800", "800 (live)"]


def test_nothing_is_live_yet() -> None:
    here, found = seen({"main": menu().model_copy(update={"id": None})})
    assert found is None
    assert calls(here, found) == []


def test_at_most_five_calls() -> None:
    here = menu("701", to=[("department", str(number)) for number in range(9)])
    made, found = seen({"main": here}, menu("701", to=[("department", f"x{number}") for number in range(9)]))
    assert len(calls(made, found)) == 5


def test_callers_call_the_numbers_that_the_account_shows_where_they_lead_now() -> None:
    """No push leads a number elsewhere, whatever the flow says of it."""
    here = {"main": menu("701", to=[("department", "5")]), "night": announcement("703", greeting="777")}
    live = (menu("701"), announcement("703"))
    made, found = seen(here, *live, numbers={"00441632960009": "703", "+15550100": "9"})
    assert found is not None
    assert found.new.numbers == found.old.numbers == {"00441632960009": "night"}
    assert found.numbers == ()
    assert [line.partition(":")[0] for line in calls(made, found)] == [
        "call 00441632960009, stay silent",
        "call Main menu, press 1",
    ]


def test_what_no_number_and_no_menu_leads_to_is_called_by_its_name() -> None:
    here = {"main": menu("701"), "night": announcement("703", greeting="777")}
    made, found = seen(here, menu("701"), announcement("703"))
    assert found is not None
    assert not found.equal
    assert calls(made, found) == [
        "call Night line, stay silent: the caller hears 777 and reaches voicemail||9001 after some 4 s"
    ]
