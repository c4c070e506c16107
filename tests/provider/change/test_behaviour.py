"""What callers would notice of a plan."""

from collections.abc import Mapping

from simulator.config.flow import Flow
from simulator.config.menu_engine import MenuEngine, MenuSettings
from simulator.config.receptionist import Destination, Receptionist
from simulator.config.semantics import PROFILES
from simulator.graph.review.change import Review
from simulator.provider.change.behaviour import phone_checks, review_plan
from simulator.provider.change.planner import make_plan
from simulator.provider.live.live_state import NumberRoute
from tests.provider.change.rig import HOST, NOW, flow
from tests.provider.lived import announcement, lived, menu

NUMBERS = {"+441632960001": "main"}


def seen(
    here: Mapping[str, Receptionist], *live: Receptionist, numbers: Mapping[str, str] | None = None
) -> tuple[Flow, Review | None]:
    """The flow, and what callers notice of it; ``numbers`` are those that the account shows, and where they lead."""
    made = flow("main", here, numbers=NUMBERS)
    shown = tuple(map(lived, live))
    told = None if numbers is None else [NumberRoute(one, Destination("ivr", id)) for one, id in numbers.items()]
    planned = make_plan(made, {}, shown, told, host=HOST, dialect="vr", planned_at=NOW)
    return made, review_plan(made, planned.besides, shown, told)


def test_calls_that_show_what_changed() -> None:
    here, found = seen({"main": menu("701", to=[("department", "5")])}, menu("701"))
    assert phone_checks(here, found) == [
        "call +441632960001, press 1: the caller hears 19549 and reaches department||5 after about 4.5 s"
    ]


def test_callers_meet_the_engine_that_the_flow_says_on_both_sides() -> None:
    deaf = MenuEngine(MenuSettings(changes=(("barge_in", False),))).under(PROFILES["acefone"])
    here = menu("701", to=[("department", "5")]).with_engine(deaf)
    _, found = seen({"main": here}, menu("701"))
    assert found is not None
    assert [side.receptionists["main"].engine for side in (found.old, found.new)] == [deaf, deaf]


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
    assert phone_checks(here, found) == []


def test_at_most_five_calls() -> None:
    here = menu("701", to=[("department", str(number)) for number in range(9)])
    made, found = seen({"main": here}, menu("701", to=[("department", f"x{number}") for number in range(9)]))
    assert len(phone_checks(made, found)) == 5


def test_callers_call_the_numbers_that_the_account_shows_where_they_lead_now() -> None:
    """No push leads a number elsewhere, whatever the flow says of it."""
    here = {"main": menu("701", to=[("department", "5")]), "night": announcement("703", greeting="777")}
    live = (menu("701"), announcement("703"))
    made, found = seen(here, *live, numbers={"00441632960009": "703", "+15550100": "9"})
    assert found is not None
    assert found.new.numbers == found.old.numbers == {"00441632960009": "night"}
    assert found.numbers == ()
    assert [line.partition(":")[0] for line in phone_checks(made, found)] == [
        "call 00441632960009, stay silent",
        "call Main menu, press 1",
    ]


def test_what_no_number_and_no_menu_leads_to_is_called_by_its_name() -> None:
    here = {"main": menu("701"), "night": announcement("703", greeting="777")}
    made, found = seen(here, menu("701"), announcement("703"))
    assert found is not None
    assert not found.equal
    assert phone_checks(made, found) == [
        "call Night line, stay silent: the caller hears 777 and reaches voicemail||9001 after about 4 s"
    ]


def test_a_reference_that_no_call_takes_hides_no_change_behind_it() -> None:
    """A menu that still carries a forward destination leads nowhere by it; neither does a single by its keys."""
    stale = {"forward_destination_type": "virtual_receptionist", "forward_destination_id": "702"}
    main = menu("701").model_copy(update=stale)
    other = menu("702", name="Other", to=[("department", "5")])
    changed = menu("702", name="Other", to=[("department", "6")])
    made, found = seen({"main": main, "other": changed}, main, other)
    assert found is not None
    assert phone_checks(made, found) == [
        "call Other, press 1: the caller hears 19549 and reaches department||6 after about 4.5 s",
    ]
    entries = [{"option": "1", "destination_type": "ivr", "destination_id": "702"}]
    single = announcement("701", entries=entries)
    made, found = seen({"main": single, "other": changed}, single, other)
    assert phone_checks(made, found) == [
        "call Other, press 1: the caller hears 19549 and reaches department||6 after about 4.5 s",
    ]


def test_a_key_that_no_caller_can_press_hides_no_change_behind_it() -> None:
    """Only 12 leads to 702, and 1 acts before a 2 can come."""
    entries = [
        {"option": "1", "destination_type": "department", "destination_id": "5"},
        {"option": "12", "destination_type": "ivr", "destination_id": "702"},
    ]
    main = menu("701").model_copy(update={"entries": menu("701", entries=entries).entries})
    other = menu("702", name="Other", to=[("department", "5")])
    changed = menu("702", name="Other", to=[("department", "6")])
    base = flow("main", {"main": main, "other": changed}, numbers=NUMBERS)
    made = base.with_semantics(base.semantics.model_copy(update={"interdigit_seconds": 0.0}))
    live = (lived(main), lived(other))
    planned = make_plan(made, {}, live, None, host=HOST, dialect="vr", planned_at=NOW)
    found = review_plan(made, planned.besides, live)
    assert found is not None
    assert not found.equal


def test_two_changed_receptionists_of_one_name_are_both_called() -> None:
    here = {
        "main": menu("701"),
        "night": announcement("703", greeting="777"),
        "late": announcement("704", forward_destination_id="9002"),
    }
    made, found = seen(here, menu("701"), announcement("703"), announcement("704"))
    assert phone_checks(made, found) == [
        "call Night line (late), stay silent: the caller reaches voicemail||9002 after about 0 s",
        "call Night line, stay silent: the caller hears 777 and reaches voicemail||9001 after about 4 s",
    ]


def test_fields_that_no_request_writes_are_not_listed() -> None:
    """The provider may keep what the other kind has; a file that says nothing of it changes nothing there."""
    stale = {"forward_destination_type": "department", "forward_destination_id": "9"}
    _, found = seen({"main": menu("701", greeting="777")}, menu("701").model_copy(update=stale))
    assert found is not None
    assert [(one.owner, one.field, one.old, one.new) for one in found.changes] == [
        ("main", "recording", "19549", "777"),
    ]


def test_no_push_leads_a_number_to_a_receptionist_that_it_creates() -> None:
    new = announcement().model_copy(update={"id": None})
    made = flow("main", {"main": menu("701"), "night": new}, numbers={**NUMBERS, "+441632960002": "night"})
    live = (lived(menu("701")),)
    planned = make_plan(made, {}, live, None, host=HOST, dialect="vr", planned_at=NOW)
    found = review_plan(made, planned.besides, live)
    assert found is not None
    assert found.numbers == ()
    assert [(one.owner, one.field, one.new) for one in found.changes] == [
        ("night", "receptionist", "added: Night line")
    ]
