"""The items that tests can cover in a flow: decisions, recordings, ways out, keys into recordings, answers.

An item is what *happens* at a place, never a pair of places: a wrong key and a silence that lead to
the same destination are two items. ``items_of`` reads them off one turn of a call or one arc of the
plan, so what counts as covered and what can be covered at all are one definition.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from simulator.config.flow import Flow
from simulator.config.receptionist import Destination, Receptionist, parse_address
from simulator.config.routes import ScheduleRoute
from simulator.core.call import Turn
from simulator.core.effects import Choice, Effect, End, Enter, Miss, Play, Return, Route
from simulator.core.events import KEYS, WORLD_ANSWERS
from simulator.core.places import ANNOUNCEMENT_PHASES, WORLD_PHASES, Place
from simulator.tables.menu_rows import PARTS
from simulator.tables.table_plan import TablePlan

Kind = Literal["choice", "wrong", "silence", "recording", "destination", "barge_in", "answer"]
KINDS: tuple[Kind, ...] = ("choice", "wrong", "silence", "recording", "destination", "barge_in", "answer")

Role = Literal["greeting", "wrong retry", "silence retry", "wrong final", "silence final", "short greeting", "exit"]
FIELDS: dict[str, str] = {
    "greeting": "greeting",
    "wrong retry": "wrong_key_retry_recording",
    "silence retry": "silence_retry_recording",
    "wrong final": "wrong_key_final_recording",
    "silence final": "silence_final_recording",
    "short greeting": "greet_short",
    "exit": "exit_sound",
}
"""What a recording is for (see ``Role``), and the receptionist's field, or the setting of its engine, that names it."""

ROLES = tuple(FIELDS)

_ROLES_BY_PART: dict[int, Role] = {PARTS.index(FIELDS[role]): role for role in get_args(Role)}

DROPPED = "||"
"""What a blank destination is called, whatever its type: callers cannot tell where they are not sent."""

PROMPTS: tuple[Role, ...] = ("greeting", "wrong retry", "silence retry", "short greeting")
"""The roles of recordings that a key may stop."""


class CoverageItem(NamedTuple):
    """One thing that a test can cover.

    A decision (``choice``, ``wrong``, ``silence``) belongs to the round with these counts of wrong
    keys and silences used so far; ``what`` is the code chosen. For ``recording`` and ``barge_in``
    ``what`` is the role; for ``destination`` it is the receptionist's key or ``type||id`` (``DROPPED``
    for a blank one), and ``cause`` is choice, wrong, silence or forward. For ``answer``, ``receptionist`` is the
    destination that asks the world (``type||id``), and ``what`` the answer that leads on.
    """

    receptionist: str
    kind: Kind
    wrong_keys: int = 0
    silences: int = 0
    what: str = ""
    cause: str = ""

    @property
    def is_decision(self) -> bool:
        """Return whether it is something that a caller does in a round."""
        return self.kind in ("choice", "wrong", "silence")


def items_of(
    plan: TablePlan, source: Place, trigger: str, effects: Sequence[Effect], dest: Place
) -> tuple[CoverageItem, ...]:
    """Return what one event covers, in the order in which it happens."""
    if source.phase in WORLD_PHASES:
        return _answer_items(plan, source, trigger, effects, dest)
    source_key, counts = source.receptionist, (source.wrong_keys, source.silences)
    final = "wrong" if source.after == "entry" else source.after  # FreeSWITCH's menu may end before it listens
    cause: str = final if source.phase == "final" else "forward" if source.phase in ANNOUNCEMENT_PHASES else ""
    items: list[CoverageItem] = []
    # A key without effect was ignored: the recording went on, so nothing was interrupted.
    if trigger in KEYS and source.phase == "prompt" and (effects or dest != source):
        items.append(CoverageItem(source_key, "barge_in", what=role_at(plan, source)))
    for effect in effects:
        match effect:
            case Choice(code):
                cause = "choice"
                items.append(CoverageItem(source_key, "choice", *counts, code))
            case Miss(cause):
                items.append(CoverageItem(source_key, cause, *counts))
            case Play():
                items.append(CoverageItem(dest.receptionist, "recording", what=role_at(plan, dest)))
            # Without a cause the call begins here: nobody has been sent anywhere.
            case Enter(key) | Return(key) if cause:
                items.append(CoverageItem(source_key, "destination", what=key, cause=cause))
            case Route(destination) | End("menu", destination):
                items.append(CoverageItem(source_key, "destination", what=str(destination or DROPPED), cause=cause))
            case _:
                pass
    if cause and dest.phase in WORLD_PHASES:
        items.append(CoverageItem(source_key, "destination", what=dest.receptionist, cause=cause))
    return tuple(items)


class TurnItems:
    """What turns of calls in a flow cover, looked up once for each event at each place: it is always the same."""

    __slots__ = ("_known", "_plan")

    def __init__(self, flow: Flow, plan: TablePlan | None = None) -> None:
        self._plan = plan or TablePlan(flow)
        self._known: dict[tuple[Place, str], tuple[CoverageItem, ...]] = {}

    def items_of_turn(self, turn: Turn, *, cut: bool = False) -> tuple[CoverageItem, ...]:
        """Return what one turn covers; ``cut``: the call was cut off there as endless."""
        at = turn.source, turn.event.trigger
        items = None if cut else self._known.get(at)
        if items is None:
            items = self.items_of_event(turn.source, turn.event.trigger, turn.effects, turn.dest)
            if not cut:
                self._known[at] = items
        return items

    def items_of_event(
        self, source: Place, trigger: str, effects: Sequence[Effect], dest: Place
    ) -> tuple[CoverageItem, ...]:
        """Return the same for one event alone, for callers that remember what it covers."""
        return items_of(self._plan, source, trigger, effects, dest)


def _answer_items(
    plan: TablePlan, source: Place, trigger: str, effects: Sequence[Effect], dest: Place
) -> tuple[CoverageItem, ...]:
    """Return what an answer of the world covers: itself, where it leads on, and what plays there."""
    destination = parse_address(source.receptionist).canonical
    items = [CoverageItem(str(destination), "answer", what=what) for what in _led_on(plan.flow, destination, trigger)]
    plays = (effect for effect in effects if type(effect) is Play)
    items += [CoverageItem(dest.receptionist, "recording", what=role_at(plan, dest)) for _ in plays]
    return tuple(items)


def _led_on(flow: Flow, destination: Destination, trigger: str) -> tuple[str, ...]:
    """The answer that an event is, if it leads on; a holiday without a destination of its own is as closed."""
    route = flow.route_of(destination)
    if isinstance(route, ScheduleRoute) and trigger == "holiday" and route.holiday is None:
        return ("closed",)
    return tuple(answer for answer, _ in route.ways() if answer == trigger) if route is not None else ()


def answer_items(flow: Flow) -> Iterator[CoverageItem]:
    """Every answer of a schedule or a telephone that leads on, in the order of the flow."""
    for destination, route in flow.routes.items():
        led_on = (what for answer, _ in route.ways() for what in _led_on(flow, destination, answer))
        yield from (CoverageItem(str(destination), "answer", what=what) for what in dict.fromkeys(led_on))


def role_at(plan: TablePlan, place: Place) -> Role:
    """Return what the recording that plays at a place is for."""
    return _ROLES_BY_PART[plan.part_at(place)]


def recording_in(receptionist: Receptionist, role: str) -> str | None:
    """The id of the recording that a receptionist has for a role."""
    recording_id: str | None = getattr(receptionist, FIELDS[role], None)
    return recording_id or getattr(receptionist.engine.settings.switch, FIELDS[role], None)


def sort_items(
    flow: Flow, items: Sequence[CoverageItem] | set[CoverageItem] | frozenset[CoverageItem]
) -> list[CoverageItem]:
    """Items as people list them: by receptionist, kind, round, and the menu's own order of options."""
    receptionists = {key: place for place, key in enumerate((*flow.receptionists, *map(str, flow.routes)))}
    options = {
        key: {option: place for place, option in enumerate(item.options)} for key, item in flow.receptionists.items()
    }
    ranks_of_words: dict[str, int] = {word: place for place, word in enumerate((*ROLES, *WORLD_ANSWERS))}

    def rank(item: CoverageItem) -> tuple[object, ...]:
        ranks = options[item.receptionist] if item.kind == "choice" else ranks_of_words
        within = ranks.get(item.what, 0)
        counts = (item.wrong_keys + item.silences, item.silences)
        return (receptionists[item.receptionist], KINDS.index(item.kind), *counts, within, item.cause, item.what)

    return sorted(items, key=rank)
