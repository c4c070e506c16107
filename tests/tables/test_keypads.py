"""The rows that all menus with the same keys share."""

from simulator.config.semantics import Semantics
from simulator.core.blueprint import Blueprint
from simulator.tables.keypads import Keypad, read_keypad
from tests.graph.small_flows import PERSON, flow, menu


def keypad(*codes: str, **settings: str) -> Keypad:
    of = flow({"main": menu(dict.fromkeys(codes, PERSON))}, semantics=Semantics.model_validate(settings))
    blueprint = Blueprint("main", of.receptionists["main"], of.semantics, of.length_of)
    return read_keypad(blueprint, tuple(sorted(codes)))


def test_a_single_key_is_a_choice_at_once_or_wrong() -> None:
    assert keypad("#", "1") == Keypad(
        codes=("#", "1"),
        nodes=("",),
        keys=((~1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ~0),),
        runs_out=(0,),
    )


def test_a_longer_code_makes_a_node_of_the_keys_before_it() -> None:
    assert keypad("1", "12") == Keypad(
        codes=("1", "12"),
        nodes=("", "1"),
        keys=((1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), (0, ~1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
        runs_out=(0, ~0),
    )


def test_keys_that_can_no_longer_be_a_choice_share_one_node() -> None:
    assert keypad("12", collect="first_match") == Keypad(
        codes=("12",),
        nodes=("", "1", None),
        keys=(
            (1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0),
            (2, ~0, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0),
            (2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0),
        ),
        runs_out=(0, 0, 0),
    )
