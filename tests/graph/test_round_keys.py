"""The keys of one round: the results that they can have, the quickest and the slowest."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.config.flow import Flow
from simulator.config.semantics import Collect, Semantics
from simulator.core.effects import Choice, Effect
from simulator.core.events import KEYS, PROMPT_ENDED
from simulator.core.places import Place
from simulator.graph.round_keys import (
    KEY_ORDER,
    KeyWindow,
    Result,
    RoundKeys,
    SlowTyping,
    TypedKeys,
    key_window,
    read_round,
)
from simulator.tables.flow_table import FlowTable
from tests.graph.plain_plan import PlainPlan
from tests.graph.small_flows import PERSON, flow, menu

AT_ONCE = SlowTyping(0, waits=False)


def pad(codes: str, collect: Collect = "prefix", *, timeout: float = 5, interdigit: float = 3) -> RoundKeys:
    item = menu(dict.fromkeys(codes.split(), PERSON), timeout=timeout)
    semantics = Semantics(collect=collect, interdigit_seconds=interdigit)
    made = flow({"main": item}, semantics=semantics)
    return read_round(FlowTable(made).station_of("main"))


def test_a_code_of_one_key_is_acted_on_at_once_and_the_smallest_wrong_key_is_named() -> None:
    assert pad("1 0") == RoundKeys(
        quickest={"0": (TypedKeys("0", False),), "1": (TypedKeys("1", False),), None: (TypedKeys("2", False),)},
        slowest={"0": (AT_ONCE,), "1": (AT_ONCE,), None: (AT_ONCE,)},
        places=0,
    )


def test_a_code_that_another_continues_waits() -> None:
    found = pad("1 12")
    assert found.quickest == {
        "1": (TypedKeys("1", True),),
        "12": (TypedKeys("12", False),),
        None: (TypedKeys("0", False),),
    }
    assert found.slowest == {
        "1": (SlowTyping(0, True),),
        "12": (SlowTyping(1, False),),
        None: (SlowTyping(1, False),),
    }
    assert found.places == 1


def test_where_no_further_key_is_waited_for_only_the_first_one_counts() -> None:
    assert pad("1 12", interdigit=0).quickest == {"1": (TypedKeys("1", True),), None: (TypedKeys("0", False),)}


def test_where_every_key_is_a_code_none_is_wrong() -> None:
    assert None not in pad("0 1 2 3 4 5 6 7 8 9 * #").quickest


def test_a_code_hidden_by_a_shorter_one_cannot_be_typed() -> None:
    assert set(pad("1 12", "first_match").quickest) == {"1", None}


def test_a_wrong_key_is_noticed_after_the_wait_or_at_the_hash() -> None:
    assert pad("1", "first_match").quickest[None] == (TypedKeys("#", False), TypedKeys("0", True))
    assert pad("1 #", "first_match").quickest[None] == (TypedKeys("0", True),)


def test_the_hash_ends_a_code() -> None:
    found = pad("1", "terminated")
    assert found.quickest == {
        "1": (TypedKeys("1", True), TypedKeys("1#", False)),
        None: (TypedKeys("#", False), TypedKeys("0", True)),
    }
    assert found.slowest["1"] == (SlowTyping(0, True), SlowTyping(1, False))


def test_a_first_key_is_in_time_into_prompts_that_last_or_before_the_wait_is_over() -> None:
    assert [key_window(prompts, wait, early=True) for prompts, wait in ((8, 5), (0, 5), (8, 0), (0, 0))] == [
        KeyWindow(0, 12),
        KeyWindow(0, 4),
        KeyWindow(0, 7),
        None,
    ]
    assert [key_window(8, wait, early=False) for wait in (5, 0)] == [KeyWindow(8, 12), None]


class PlainRound:
    """Every way to type keys in a round, at every place of its blueprint: slow, and hard to get wrong."""

    def __init__(self, made: Flow) -> None:
        self.plan = PlainPlan(made)
        self.quickest: dict[tuple[Result, bool], str] = {}
        self.slowest: dict[tuple[Result, bool], int] = {}
        self.places: set[Place] = set()
        start = self.plan.start_place("main")
        while start.phase != "listening":
            start = self.plan.arc_from(start, PROMPT_ENDED).dest
        self.read(start, "")

    def read(self, place: Place, keys: str) -> None:
        """Type every further key, but none that keeps up a round in which no choice is possible any more."""
        wait = place.wait
        assert wait is not None
        if place.phase != "listening":
            self.places.add(place)
            self.note(self.plan.arc_from(place, wait.then.trigger).effects, keys, waits=True)
            if not wait.milliseconds:
                return
        for key, arc in zip(KEYS, self.plan.key_arcs(place), strict=True):
            assert arc is not None, "every key counts while the menu waits"
            if arc.dest.phase in ("collecting", "dead"):
                if arc.dest != place:
                    self.read(arc.dest, keys + key)
            else:
                self.note(arc.effects, keys + key, waits=False)

    def note(self, effects: tuple[Effect, ...], keys: str, *, waits: bool) -> None:
        result = next((effect.keys for effect in effects if isinstance(effect, Choice)), None)
        kind = result, waits
        self.quickest[kind] = min(self.quickest.get(kind, keys), keys, key=in_key_order)
        self.slowest[kind] = max(self.slowest.get(kind, 0), len(keys) - 1)


def in_key_order(keys: str) -> tuple[int, list[int]]:
    return len(keys), [KEY_ORDER.index(key) for key in keys]


@given(
    st.sets(st.text("01*", min_size=1, max_size=3), min_size=1, max_size=4),
    st.sampled_from(["prefix", "first_match", "terminated"]),
    st.sampled_from([0.0, 3.0]),
)
def test_the_keys_of_a_round_are_those_of_its_blueprint(codes: set[str], collect: Collect, interdigit: float) -> None:
    semantics = Semantics(collect=collect, interdigit_seconds=interdigit)
    made = flow({"main": menu(dict.fromkeys(sorted(codes), PERSON))}, semantics=semantics)
    keys, plain = read_round(FlowTable(made).station_of("main")), PlainRound(made)
    quickest = {(result, typed.waits): typed.keys for result, kinds in keys.quickest.items() for typed in kinds}
    slowest = {(result, slow.waits): slow.gaps for result, kinds in keys.slowest.items() for slow in kinds}
    assert (quickest, slowest, keys.places) == (plain.quickest, plain.slowest, len(plain.places))
