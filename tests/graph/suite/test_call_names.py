import pytest

from simulator.config.flow import Flow
from simulator.graph.coverage.rounds import RoundMap
from simulator.graph.coverage.shortest import ShortestCallers
from simulator.graph.suite.call_names import CallNames
from simulator.graph.suite.maker import SuiteMaker
from tests.core import test_return_rules as returning
from tests.graph.small_flows import HANGUP, PERSON, flow, menu, single


def names(of: Flow) -> dict[str | None, str]:
    """The name of each call of a suite, by its caller."""
    called = CallNames(of)
    suite = SuiteMaker(ShortestCallers(RoundMap(of))).make_suite()
    return {call.script.as_line(): called.name_call(call) for call in suite.calls}


@pytest.mark.parametrize(
    ("caller", "name"),
    [
        ("1", "1 reaches Booking desk"),
        ("9 1", "a wrong key hears sorry, then 1 reaches Booking desk"),
        ("9 9 1", "a second wrong key hears sorry again, then 1 reaches Booking desk"),
        ("9 9 9", "a third wrong key hears goodbye and reaches Reception"),
        ("silence silence 3", "silence twice, then 3 reaches Night voicemail"),
        ("2 9 1", "2 for Billing, a wrong key hears sorry, then 1 reaches Bill payments"),
        (
            "2 9 silence silence silence",
            "2 for Billing, a wrong key, then a third silence hears goodbye and reaches Reception",
        ),
    ],
)
def test_names_of_the_clinics_suite(clinic: Flow, caller: str, name: str) -> None:
    assert names(clinic)[caller] == name


def test_every_name_is_given_once(clinic: Flow) -> None:
    given = list(names(clinic).values())
    assert (len(given), len(set(given))) == (66, 66)


def test_a_long_way_round_is_told_from_where_it_comes_back(clinic: Flow) -> None:
    long = [name for name in names(clinic).values() if name.startswith(("in ", "back in "))]
    assert long
    assert all(len(name) <= 110 for name in names(clinic).values())


def test_names_of_calls_that_end_otherwise() -> None:
    ends = flow(
        {
            "main": menu({"1": HANGUP, "2": "round", "3": "hello"}, allowed=(0, 0)),
            "round": single("round"),
            "hello": single(PERSON),
        }
    )
    assert list(names(ends).values()) == [
        "1 ends the call",
        "2 never gets out",
        "3 reaches Desk",
        "a wrong key ends the call",
        "a silence ends the call",
    ]
    trap = flow({"trap": menu({"1": "trap"}, wrong="trap", silence="trap", allowed=(0, 0))})
    assert [name.endswith(", then the caller hangs up") for name in names(trap).values()] == [True]
    assert list(names(flow({"hello": single(PERSON)})).values()) == ["every caller reaches Desk"]


def test_a_long_destination_is_named_in_full_where_nobody_decides_anything() -> None:
    far = flow({"hello": single(f"department||{'1' * 110}")})
    assert list(names(far).values()) == [f"every caller reaches department||{'1' * 110}"]


def test_a_choice_that_leads_back_is_named_so() -> None:
    back = returning.flow_of(returning.menu("main", 0, k1="sub"), returning.menu("sub", 0, k0="back"))
    assert [name for name in names(back).values() if "return||1" in name] == []
    assert any("0 into the recording to go back" in name for name in names(back).values())
