"""What callers would notice of a plan."""

from collections.abc import Mapping

from simulator.config.flow import Flow
from simulator.config.receptionist import Receptionist
from simulator.graph.review.change import Review
from simulator.remote.change.behaviour import calls, reviewed
from simulator.remote.change.plan import Plan, plan
from simulator.wire.reading import Reads
from tests.remote.change.rig import HOST, NOW, flow
from tests.remote.lived import announcement, lived, menu

NUMBERS = {"+441632960001": "main"}


def seen(
    here: Mapping[str, Receptionist], *live: Receptionist, reads: Reads = "full"
) -> tuple[Flow, Review | None, Plan]:
    """The flow, what callers notice of it, and its plan."""
    made = flow("main", here, numbers=NUMBERS)
    shown = tuple(lived(one, reads) for one in live)
    planned = plan(made, {}, shown, (), host=HOST, dialect="vr", made=NOW)
    return made, reviewed(made, planned.besides, shown), planned.plan


def test_calls_that_show_what_changed() -> None:
    here, found, made = seen({"main": menu("701", to=[("department", "5")])}, menu("701"))
    assert calls(here, found, made) == [
        "call +441632960001, press 1: the caller hears 19549 and reaches department||5 after some 4.5 s"
    ]


def test_what_is_live_beside_the_flow_is_entered_on_both_sides() -> None:
    """A menu that leads to one of another flow, which is the same before and after."""
    other = menu("800", name="Elsewhere", to=[("department", "9")])
    main = menu("701", to=[("ivr", "800")])
    _, found, _ = seen({"main": main.model_copy(update={"greeting": "777"})}, main, other)
    assert found is not None
    assert set(found.old.receptionists) == set(found.new.receptionists) == {"main", "800"}
    assert [one.difference.kind for one in found.noticed] == ["recording"]


def test_a_key_that_another_has_as_its_id() -> None:
    main = menu("701", to=[("ivr", "800")])
    here = {"main": main, "800": announcement("703")}
    _, found, _ = seen(here, main, announcement("703"), announcement("800", name="Elsewhere"))
    assert found is not None
    assert [*found.new.receptionists] == ["main", "800", "800 (live)"]


def test_nothing_is_live_yet() -> None:
    here, found, made = seen({"main": menu().model_copy(update={"id": None})})
    assert found is None
    assert calls(here, found, made) == ["call +441632960001, stay silent, and listen"]


def test_at_most_five_calls() -> None:
    here = menu("701", to=[("department", str(number)) for number in range(9)])
    made, found, planned = seen({"main": here}, menu("701", to=[("department", f"x{number}") for number in range(9)]))
    assert len(calls(made, found, planned)) == 5


def test_without_a_number_it_is_called_by_its_name() -> None:
    here, found, made = seen({"main": menu("701", to=[("department", "5")])}, menu("701"))
    bare = flow("main", here.receptionists)
    assert calls(bare, found, made)[0].startswith("call the number of Main menu, press 1: ")
