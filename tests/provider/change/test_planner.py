"""What a push will do, and what stands against it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from simulator.config.flow import KnownDestination
from simulator.config.menu_engine import MenuEngine, MenuSettings
from simulator.config.receptionist import Destination, Receptionist
from simulator.config.semantics import Semantics
from simulator.provider.change.change_plan import ChangePlan, Obstacle
from simulator.provider.change.lock import OwnedReceptionist
from simulator.provider.change.planner import make_plan
from simulator.provider.live.live_fields import Dialect
from simulator.provider.live.live_state import NumberRoute
from simulator.wire.decoding import Reads
from tests.provider.change.rig import HOST, NOW, flow
from tests.provider.lived import announcement, lived, menu

MAIN = menu("701", to=[("ivr", "@night")])
NIGHT = announcement("703")
LIVE = (menu("701", to=[("ivr", "703")]), NIGHT)


def planned(
    here: Mapping[str, Receptionist],
    live: tuple[Receptionist, ...] = LIVE,
    *,
    owned: Mapping[str, OwnedReceptionist] | None = None,
    reads: Reads = "full",
    dialect: Dialect = "vr",
    numbers: tuple[NumberRoute, ...] | None = (),
    take_over: tuple[str, ...] = (),
    entry: str = "main",
) -> ChangePlan:
    shown = tuple(lived(one, reads, dialect) for one in live)
    return make_plan(
        flow(entry, here, numbers={"+441632960001": entry}),
        owned or {},
        shown,
        numbers,
        host=HOST,
        dialect=dialect,
        planned_at=NOW,
        take_over=take_over,
    ).plan


def unnamed(model: Receptionist) -> Receptionist:
    """A receptionist without an id."""
    return model.model_copy(update={"id": None})


def test_nothing_to_do() -> None:
    found = planned({"main": MAIN, "night": NIGHT})
    assert (found.steps, found.obstacles, found.notes) == ((), (), ())
    assert (found.ids, found.known) == ({"main": "701", "night": "703"}, ("701", "703"))


def test_callees_change_first() -> None:
    here = {"main": MAIN.model_copy(update={"timeout_seconds": 9.0}), "night": NIGHT.model_copy(update={"name": "N"})}
    found = planned(here, take_over=("701", "703"))
    assert [step.request_text("vr") for step in found.steps] == [
        "PUT /virtual_receptionist/703",
        "PUT /virtual_receptionist/701",
    ]
    assert [step.restore and step.restore.name for step in found.steps] == ["Night line", "Main menu"]


def test_a_key_that_is_an_id_is_that_receptionist() -> None:
    found = planned({"701": unnamed(menu("701", to=[("ivr", "703")])), "703": unnamed(NIGHT)}, entry="701")
    assert (found.steps, found.obstacles) == ((), ())


def test_the_lock_and_the_file_disagree() -> None:
    found = planned({"main": MAIN, "night": NIGHT}, owned={"main": OwnedReceptionist("9")})
    assert found.obstacles == (Obstacle("main: its file says id 701, and ivrsim.lock 9", "ivrsim adopt main 701"),)


def test_what_is_gone_is_not_made_anew_by_itself() -> None:
    found = planned(
        {"main": MAIN, "night": unnamed(NIGHT)}, (LIVE[0],), owned={"night": OwnedReceptionist("703", unnamed(NIGHT))}
    )
    assert [one.why for one in found.obstacles] == [
        "night: 703 is not live; take night out of ivrsim.lock, and the id out of its file, to create it anew"
    ]


def test_several_of_the_name_are_live() -> None:
    twins = (*LIVE, announcement("704"), announcement("705"))
    found = planned({"main": MAIN, "night": NIGHT, "late": unnamed(NIGHT)}, twins)
    assert found.obstacles == (
        Obstacle(
            "late would be created, and 704 and 705 are live by its name (Night line) already",
            "ivrsim adopt late 704 or ivrsim adopt late 705",
        ),
    )


def test_what_cannot_be_told_is_written_only_where_that_was_agreed_to() -> None:
    here = {"main": MAIN, "night": NIGHT}
    found = planned(here, reads="minimal")
    assert (found.steps, found.notes[0]) == (
        (),
        "main (701): the response does not include entries; --take-over 701 writes them",
    )
    written = planned(here, reads="minimal", take_over=("701",))
    assert [step.key for step in written.steps] == ["main"]
    assert written.unverified == {"main": ("destination_type", "entries")}


def test_the_ivr_dialect_does_not_turn_one_kind_into_the_other() -> None:
    found = planned({"main": MAIN, "night": menu("703", name="Night line")}, dialect="ivr", take_over=("703",))
    assert [one.why for one in found.obstacles] == [
        "night: the ivr dialect cannot turn single into multiple; give it another key, which is created"
    ]


def test_what_is_no_longer_in_the_flow_stays() -> None:
    found = planned({"main": menu("701", to=[("ivr", "703")])}, owned={"night": OwnedReceptionist("703")})
    assert found.notes == (
        "night (703) is no longer in the flow; it stays live until you remove it in the provider's portal",
    )


@pytest.mark.parametrize(
    ("numbers", "note"),
    [
        ((NumberRoute("+441632960001", Destination("ivr", "701")),), ()),
        ((), ("no number leads to late; ivrsim never changes where numbers lead",)),
        (None, ("the account does not show its numbers; whether one leads to late is not known",)),
    ],
)
def test_a_new_receptionist_and_the_numbers(numbers: tuple[NumberRoute, ...] | None, note: tuple[str, ...]) -> None:
    here = {"main": menu("701", to=[("ivr", "@late")]), "late": unnamed(announcement(name="Late"))}
    assert planned(here, numbers=numbers).notes == note


def test_the_number_that_a_new_one_is_meant_for() -> None:
    here = {"main": unnamed(menu(name="New"))}
    found = planned(here, numbers=(NumberRoute("00441632960001", Destination("ivr", "9")),))
    assert found.notes == (
        "no number leads to main (it is meant for +441632960001); ivrsim never changes where numbers lead",
    )


def test_two_keys_are_never_one_receptionist() -> None:
    here = {"main": MAIN, "night": NIGHT, "late": unnamed(NIGHT)}
    assert planned(here, owned={"late": OwnedReceptionist("703")}).obstacles[0] == Obstacle(
        "night and late are both 703; a file's id or ivrsim.lock is wrong"
    )


def test_a_circle_of_new_ones_is_whole_before_anybody_is_led_there() -> None:
    billing, desk = (unnamed(menu(name=name, to=[("ivr", to)])) for name, to in (("B", "@desk"), ("D", "@billing")))
    here = {"main": menu("701", to=[("ivr", "@billing")]), "billing": billing, "desk": desk}
    found = planned(here, take_over=("701",))
    assert [(step.action, step.key, step.postponed) for step in found.steps] == [
        ("create", "desk", ("billing",)),
        ("create", "billing", ()),
        ("update", "desk", ()),
        ("update", "main", ()),
    ]


def test_what_the_pulled_catalogue_does_not_contain_is_told() -> None:
    here = {"main": MAIN, "night": NIGHT}
    made = replace(
        flow("main", here), pulled="2026-11-30", destinations={Destination("department", "108000"): KnownDestination()}
    )
    shown = tuple(lived(one, "full", "vr") for one in LIVE)
    found = make_plan(made, {}, shown, (), host=HOST, dialect="vr", planned_at=NOW).plan
    assert found.notes == (
        "not in the catalogue that was pulled on 2026-11-30: voicemail||9001; a push refuses that (IVR114)",
    )


def test_a_flow_for_the_other_dialect_is_told() -> None:
    shown = tuple(lived(one, "full", "vr") for one in LIVE)
    made = flow("main", {"main": MAIN, "night": NIGHT}).in_dialect("ivr")
    assert make_plan(made, {}, shown, (), host=HOST, dialect="vr", planned_at=NOW).plan.notes == (
        "the flow is for the ivr dialect and this account is read as vr; --dialect says which it speaks",
    )


def test_what_the_flow_says_of_an_engine_is_never_sent() -> None:
    engine = MenuEngine(MenuSettings(changes=(("barge_in", False),), direct_dial="none")).under(Semantics())
    found = planned({"main": MAIN.with_engine(engine), "night": NIGHT})
    assert (found.steps, found.notes) == (
        (),
        ("main: the provider has no fields for engine settings (menus in flow.yaml); they are never sent",),
    )


def test_a_return_is_not_a_destination_of_the_provider_and_is_refused() -> None:
    found = planned({"main": menu("701", to=[("return", "1")]), "night": NIGHT})
    why = "main leads to return||1, and the provider has no such destination; lead it to a receptionist, such as @main"
    assert found.obstacles[-1:] == (Obstacle(why),)
