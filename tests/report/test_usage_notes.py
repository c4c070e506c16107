"""What past callers dialled, said in a few sentences."""

import simulator
from simulator.checks.option_usage import count_options
from simulator.config.semantics import PROFILES
from simulator.loader.past_calls import PastCall
from simulator.report import usage_notes as module
from simulator.report.usage_notes import usage_notes
from tests.graph.small_flows import PERSON, flow, menu

CLINIC = simulator.load("flows/clinic")


def test_keys_that_a_menu_does_not_have_and_options_that_nobody_chose() -> None:
    calls = [*[PastCall("", "1")] * 40, *[PastCall("", "55")] * 3, PastCall("", "21"), PastCall("77", "1")]
    assert list(usage_notes(CLINIC, count_options(CLINIC, calls))) == [
        "45 calls with keys were read",
        "1 of 45 calls name a receptionist that is not in this flow",
        "Main menu does not have keys that callers pressed: 5 (6 times)",
        "nobody chose 3 and 0 in Main menu",
    ]


def test_few_menus_are_named() -> None:
    names = [f"menu{number}" for number in range(module.MENUS_MOST + 2)]
    many = flow({name: menu({"1": PERSON}) for name in names})
    notes = list(usage_notes(many, count_options(many, [PastCall(name, "9") for name in names])))
    assert (len(notes), notes[-1]) == (module.MENUS_MOST + 2, "so it is in 2 more menus")


def test_what_a_person_typed_is_not_repeated() -> None:
    ended_with_hash = flow({"main": menu({"12": PERSON})}).with_semantics(PROFILES["freepbx-terminated"])
    usage = count_options(ended_with_hash, [PastCall("", "4111111111111111#"), PastCall("", "44#")])
    assert [*usage_notes(ended_with_hash, usage)][1:] == [
        "main does not have keys that callers pressed: [17 digits] (1 time) and 44# (1 time)"
    ]
