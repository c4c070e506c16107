"""The meaning of a word that names something to reach or to hear: ``person``, a name, or ``TYPE||ID``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from simulator.config.destination import BACK
from simulator.config.flow import Flow
from simulator.config.menu_engine import returns_after
from simulator.config.receptionist import HANGUP, Destination, Receptionist, parse_address
from simulator.config.switch_menu import MENU_ACTIONS, MENU_BACK, MENU_END, MENU_EXIT, MENU_TOP
from simulator.errors import UsageError, nearest_words
from simulator.fast_classes import NamedTuple

TargetKind = Literal["destinations", "receptionist", "recording"]

ANSWERS = ("person", "machine", "menu", "nobody")
"""The catalogue's words for what answers; each means all destinations of which it says so."""

PREFIXES: dict[str, TargetKind] = {
    "destination:": "destinations",
    "receptionist:": "receptionist",
    "recording:": "recording",
}
"""What tells things of one name apart."""


class Target(NamedTuple):
    """The things a word names: destinations outside the flow, one receptionist's key, or one recording's id."""

    kind: TargetKind
    label: str
    destinations: frozenset[Destination] = frozenset()
    id: str = ""


def resolve_target(flow: Flow, word: str, *, recordings: bool = False, only_recordings: bool = False) -> Target:
    """Return what a word means in a flow.

    It may name a recording where ``recordings`` says so, and nothing else where ``only_recordings``
    does. Raises ``UsageError`` for a word that names nothing, or two things.
    """
    kinds: set[TargetKind] = {"recording"} if only_recordings else {"destinations", "receptionist"}
    kinds |= {"recording"} if recordings else set()
    name = word
    for prefix, kind in PREFIXES.items():
        if word.startswith(prefix) and kind in kinds:
            name, kinds = word.removeprefix(prefix), {kind}
    meanings = [target for target in _possible_meanings(flow, name) if target.kind in kinds]
    if not meanings:
        raise UsageError(_unknown_word(flow, name, kinds))
    if len(meanings) > 1:
        ways = " or ".join(
            f"{prefix}{name}" for prefix, kind in PREFIXES.items() if kind in {meaning.kind for meaning in meanings}
        )
        raise UsageError(f"{name!r} names two things; write {ways}")
    return meanings[0]


def _possible_meanings(flow: Flow, word: str) -> Iterator[Target]:
    """Everything that a word can mean."""
    named = {recordings.name: end for end, recordings in flow.destinations.items() if recordings.name}
    if word in ANSWERS:
        yield _destinations_answered_by(flow, word)
        return
    if word == HANGUP:
        ends = frozenset(end for end in outside_destinations(flow) if end.hangs_up or end.is_blank)
        yield Target("destinations", "a hang-up by the menu", ends)
    elif "||" in word:
        yield _destination_at_address(flow, word)
    elif word in named:
        yield Target("destinations", f"{word} ({named[word]})", frozenset({named[word]}))
    keys = [word] if word in flow.receptionists else _receptionists_named(flow, word)
    if len(keys) > 1:
        raise UsageError(f"{len(keys)} receptionists are named {word!r}; say {' or '.join(keys[:5])}")
    if keys:
        yield Target("receptionist", _describe_receptionist(flow, keys[0]), id=keys[0])
    for id in sorted(known_recordings(flow)):
        if word in (id, flow.recording_name(id)):
            yield Target("recording", f"recording {flow.recording_name(id)}", id=id)


def _receptionists_named(flow: Flow, word: str) -> list[str]:
    """The keys of the receptionists with this id, else of those with this name."""
    items = flow.receptionists.items()
    return [key for key, item in items if item.id == word] or [key for key, item in items if item.name == word]


def _destinations_answered_by(flow: Flow, word: str) -> Target:
    ends = frozenset(end for end, entry in flow.destinations.items() if entry.answers == word)
    if not ends:
        example = f"department||108000: {{name: Booking desk, answers: {word}}}"
        raise UsageError(f"no destination of the catalogue says answers: {word}; flow.yaml may say {example}")
    return Target("destinations", f"a {word}" if word != "nobody" else "where nobody answers", ends)


def _destination_at_address(flow: Flow, word: str) -> Target:
    kind, _, id = word.partition("||")
    destination = Destination(kind.strip(), id.strip())
    key = flow.receptionist_for(destination)
    if key is not None:
        return Target("receptionist", _describe_receptionist(flow, key), id=key)
    if destination.leads_back:
        raise UsageError(f"{word!r} leads back to where a call came from, and no call ends there; name a receptionist")
    name = "a blank destination" if destination.is_blank else flow.destination_name(destination)
    label = f"{name} ({destination})" if name else str(destination)
    return Target("destinations", label, frozenset({destination.canonical}))


def _describe_receptionist(flow: Flow, key: str) -> str:
    name = flow.receptionists[key].name
    return name if name == key else f"{name} ({key})"


def usual_way_out(item: Receptionist, cause: str) -> Destination | None:
    """Return where a call goes after the last ``wrong`` key or ``silence``, or a ``recording``, for people to read.

    That is back where it can go back; only a call that came from no menu goes where the fields say.
    """
    if returns_after(item, cause):
        return BACK
    return item.forward_destination if cause == "recording" else item.fall_back(cause)


def outside_destinations(flow: Flow) -> frozenset[Destination]:
    """Every destination at which a call of some receptionist or number can end, also after others there."""
    named = [parse_address(target) for target in flow.numbers.values() if "||" in target]
    for item in flow.receptionists.values():
        named += [entry.destination for entry in item.options.values()]
        named += [to for to in (item.forward_destination, item.fall_back("wrong"), item.fall_back("silence")) if to]
    if flow.semantics.switch is not None:
        named = list(ends_of_menus(named))
    return frozenset(
        to.canonical
        for destination in dict.fromkeys(named)
        for to in onward_destinations(flow, destination)
        if flow.receptionist_for(to) is None and not to.leads_back
    )


def ends_of_menus(named: Iterable[Destination]) -> Iterator[Destination]:
    """Yield destinations as a call ends there: an action of FreeSWITCH's menus leads to another, or to their end."""
    for destination in named:
        if destination.type in (MENU_BACK, MENU_TOP, MENU_EXIT):
            yield from (Destination(MENU_END, status) for status in MENU_ACTIONS[MENU_END])
        else:
            yield destination


def onward_destinations(flow: Flow, destination: Destination) -> tuple[Destination, ...]:
    """Every destination to which a call can come that is sent to one, through schedules and telephones.

    A telephone is among them, since it can be picked up; a schedule only leads on.
    """
    if flow.route_of(destination) is None or flow.receptionist_for(destination) is not None:
        return (destination,)
    from simulator.config.routes import ScheduleRoute  # few flows have routes

    arrivals: dict[Destination, None] = {}
    followed: set[Destination] = set()
    stack = [destination]
    while stack:
        current = stack.pop()
        route = flow.route_of(current) if flow.receptionist_for(current) is None else None
        if not isinstance(route, ScheduleRoute):
            arrivals[current] = None
        if route is not None and current.canonical not in followed:
            followed.add(current.canonical)
            stack.extend(onward for _, onward in reversed([*route.ways()]))
    return tuple(arrivals)


def known_recordings(flow: Flow) -> frozenset[str]:
    """The ids of the catalogue's recordings, and those that receptionists use."""
    used = (id for item in flow.receptionists.values() for id in item.recordings)
    return frozenset(flow.recordings) | frozenset(used)


def recording_names(flow: Flow) -> dict[str, str]:
    """What the recordings that have a name are called -> their ids; the catalogue's go before an engine's own."""
    ids = (*sorted(known_recordings(flow) - flow.recordings.keys()), *flow.recordings)
    return {name: id for id in ids if (name := flow.recording_name(id)) != id}


def _unknown_word(flow: Flow, word: str, kinds: Iterable[TargetKind]) -> str:
    candidates: list[str] = []
    if "destinations" in kinds:
        candidates += [item.name for item in flow.destinations.values() if item.name] + ["person"]
    if "receptionist" in kinds:
        candidates += [*flow.receptionists, *(item.name for item in flow.receptionists.values())]
    if "recording" in kinds:
        candidates += [flow.recording_name(id) for id in sorted(known_recordings(flow))]
    near = nearest_words(word, candidates)
    accepted = "a recording's name or id" if list(kinds) == ["recording"] else "person, a name of the flow, or TYPE||ID"
    hint = f"did you mean {' or '.join(near)}?" if near else f"{accepted} is accepted"
    return f"nothing is called {word!r}; {hint}"
