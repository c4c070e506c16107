"""The path of a silent caller: the rounds of a menu, how long it listens, where the call ends."""

from __future__ import annotations

from simulator.fast_classes import NamedTuple
from simulator.graph.menu_rounds import WAY_OUT, MenuRound
from simulator.graph.reach.answered_exits import Exit
from simulator.graph.reach.survey import Survey


class SilentEnd(NamedTuple):
    """The last receptionist of a silent caller, the exit by which the call leaves the flow, and the last menu."""

    key: str
    exit: Exit
    menu: str | None = None


def silent_rounds(survey: Survey, key: str) -> list[MenuRound]:
    """The rounds that a silent caller hears in a menu, in order; none in an announcement."""
    tries = survey.tries_of(key)
    rounds: list[MenuRound] = []
    number = 0
    while tries is not None and number != WAY_OUT:
        rounds.append(tries.rounds[number])
        number = rounds[-1].silence.round
    return rounds


def listens_for(survey: Survey, key: str) -> int:
    """Milliseconds from the moment when a menu first waits for a key until a silent caller's retries are used up."""
    tries = survey.tries_of(key)
    assert tries is not None, "a menu listens"
    rounds = silent_rounds(survey, key)
    # the first prompts are left out: a caller over a relay is late from the first wait on
    return sum(tries.prompts_time(round_.prompts) + tries.times.first_key for round_ in rounds) - tries.prompts_time(
        rounds[0].prompts
    )


def silent_end(survey: Survey, key: str) -> SilentEnd | None:
    """Return where a silent caller leaves the flow who enters at a receptionist; None: never."""
    visited = set[str]()
    menu: str | None = None
    while key not in visited:
        visited.add(key)
        menu = key if survey.flow.receptionists[key].is_menu else menu
        exit, _ = survey.summary_of(key).exit_by_mistake("silence")
        target = survey.flow.receptionist_for(exit.destination)
        if target is None:
            return SilentEnd(survey.origin_of(key), exit, menu and survey.origin_of(menu))
        key = target
    return None
