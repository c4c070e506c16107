"""The quality of a flow's tests: each small change of the flow that callers notice should break a test.

A mutant is the flow with one setting changed in a way that authors get wrong. One that no caller
can tell from the flow is equivalent (decided by ``graph.compare.equality``, not guessed) and counted apart.
Each other that the tests let pass survives, and is shown with a caller who would have caught it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from simulator.callers.caller_script import CallerScript
from simulator.callers.voicemail_returns import can_return_from_voicemail
from simulator.config.engine_attachment import renew_missing
from simulator.config.flow import Flow
from simulator.config.menu_engine import without_announcement, without_return
from simulator.config.receptionist import HANGUP, HANGUP_ID, Destination, Entry, Receptionist
from simulator.config.value_rules import COUNT_MOST, TIMEOUT_MOST
from simulator.flowtests.mutant_comparison import MutantComparison, TellingCall
from simulator.flowtests.ways_out import ways_out
from simulator.flowtests.world_mutants import change_worlds
from simulator.graph.compare.caller_words import describe_played_caller, shell_words
from simulator.graph.compare.differences import Difference
from simulator.graph.passages import reachable_receptionists
from simulator.graph.reached_receptionists import reached_receptionists
from simulator.graph.review.change import noticed_phrase
from simulator.graph.work_step import WorkStep, go_through
from simulator.wire.vr import WRITE_NAMES

VOICEMAIL_NOTE = (
    "  return_after: [voicemail] is not among the mistakes, which callers notice who hang up after a message"
)
"""What the score of a flow does not count in which callers can stay after a voicemail."""


class Mutant(NamedTuple):
    """A flow with one change, named by the provider's write names.

    ``receptionist`` is whose line is changed: behind the menus, a destination (``type||id``) or a schedule's key.
    """

    receptionist: str
    change: str
    flow: Flow


RunSuite = Callable[[Mutant], str | None]
"""Runs a suite on a mutant; the name of the first test that fails, None where all pass."""


class SmallMistake(NamedTuple):
    """A mutant without its flow: keeping every mutant's flow would take memory in the square of the flow's size."""

    receptionist: str
    change: str


class KilledMutant(NamedTuple):
    """A mutant that a test caught."""

    mutant: SmallMistake
    test: str


class SurvivingMutant(NamedTuple):
    """A mutant that no test caught, with a caller who notices the difference, and the difference in words."""

    mutant: SmallMistake
    caller: CallerScript
    catcher: str


@dataclass(frozen=True, slots=True)
class MutationScore:
    """The outcome of each mutant, each kind in the order of the flow."""

    killed: tuple[KilledMutant, ...]
    survivors: tuple[SurvivingMutant, ...]
    equivalent: tuple[SmallMistake, ...]

    @property
    def score(self) -> float:
        """The part of the mutants that tests caught, from 0 to 1; 1 where there was nothing to catch."""
        detectable = len(self.killed) + len(self.survivors)
        return len(self.killed) / detectable if detectable else 1.0


def score_suite(flow: Flow, run_suite: RunSuite) -> MutationScore:
    """Run a suite on every mutant that callers can tell from the flow."""
    run = MutationRun(flow, run_suite)
    go_through(run.steps())
    return run.score()


class MutationRun:
    """A suite that is run on one mutant after another; ``score`` counts those that it has been run on."""

    def __init__(self, flow: Flow, run_suite: RunSuite) -> None:
        self._flow = flow
        self._run_suite = run_suite
        self._comparison = MutantComparison(flow)
        self._killed: list[KilledMutant] = []
        self._survivors: list[SurvivingMutant] = []
        self._equivalent: list[SmallMistake] = []

    def steps(self) -> Iterator[WorkStep]:
        """Judge the mutants, with a step after each."""
        # Counted first, then made again one by one: all mutants of a large flow at once would fill the memory.
        total = sum(1 for _ in _list_changes(self._flow))
        yield WorkStep(0, total, "mutants")
        for number, (subject, change, make_flow) in enumerate(_list_changes(self._flow), 1):
            self._judge_mutant(Mutant(subject, change, make_flow()))
            yield WorkStep(number, total, "mutants")

    def _judge_mutant(self, mutant: Mutant) -> None:
        # Equality first: a suite cannot catch an equivalent mutant, so to run it would only cost its time.
        make_call = self._comparison.find_call(mutant.receptionist, mutant.flow)
        mistake = SmallMistake(mutant.receptionist, mutant.change)
        if make_call is None:
            self._equivalent.append(mistake)
        elif (test := self._run_suite(mutant)) is not None:
            self._killed.append(KilledMutant(mistake, test))
        else:
            call = make_call()
            difference = call.first_difference()
            self._survivors.append(SurvivingMutant(mistake, difference.script, describe_catcher(difference, call)))

    def score(self) -> MutationScore:
        """Count what became of the mutants so far."""
        return MutationScore(tuple(self._killed), tuple(self._survivors), tuple(self._equivalent))


def list_mutants(flow: Flow) -> Iterator[Mutant]:
    """Every mutant of the receptionists that a call can reach, and of the world behind them."""
    for subject, change, make_flow in _list_changes(flow):
        yield Mutant(subject, change, make_flow())


def _list_changes(flow: Flow) -> Iterator[tuple[str, str, Callable[[], Flow]]]:
    """Yield whose line each mutant changes, how, and what makes its flow: to count them takes none."""
    reached = dict.fromkeys(reachable_receptionists(flow))
    if flow.routes:
        behind = reached_receptionists(flow)
        reached |= dict.fromkeys(key for key in flow.receptionists if key in behind)
    for key in reached:
        item = flow.receptionists[key]
        changes = _menu_changes(flow, key, item) if item.is_menu else _announcement_changes(flow, key, item)
        for change, fields in changes:
            changed = renew_missing(item.model_copy(update=fields), item, flow.semantics, flow.recordings)
            if changed != item:
                yield key, change, partial(_with_receptionist, flow, key, changed)
        for setting in item.engine.announcement.words_by_setting:
            yield (
                key,
                f"announcement without {setting}",
                partial(_with_receptionist, flow, key, without_announcement(item, setting)),
            )
        for cause in item.engine.settings.return_after:
            yield (
                key,
                f"return_after without {cause}",
                partial(_with_receptionist, flow, key, without_return(item, cause)),
            )
    for subject, change, changed_flow in change_worlds(flow):
        yield subject, change, partial(replace, flow, routes=changed_flow.routes, schedules=changed_flow.schedules)


def _with_receptionist(flow: Flow, key: str, changed: Receptionist) -> Flow:
    return replace(flow, receptionists={**flow.receptionists, key: changed})


_Change = tuple[str, dict[str, object]]
"""A change in words, and the new values of its fields."""


def _menu_changes(flow: Flow, key: str, menu: Receptionist) -> Iterator[_Change]:
    entries = menu.entries or ()
    for index in range(len(entries) - 1):
        yield _swap_entries(entries, index)
    for index, entry in enumerate(entries):
        yield f"option {entry.option} dropped", {"entries": entries[:index] + entries[index + 1 :]}
    for field in ("wrong_keys_allowed", "silences_allowed"):
        count = getattr(menu, field) or 0
        for changed_count in (count - 1, count + 1):
            if 0 <= changed_count <= COUNT_MOST:
                yield f"{WRITE_NAMES[field]} {count} -> {changed_count}", {field: changed_count}
    for cause in ("wrong_key", "silence"):
        yield _exchange_recordings(menu, cause)
        yield from _redirect_fall_back(flow, key, menu, cause)
    timeout = menu.timeout_seconds or flow.semantics_in(menu).zero_timeout_seconds
    doubled = timeout * 2 if timeout * 2 <= TIMEOUT_MOST else timeout / 2
    yield f"timeout {menu.timeout_seconds:g} -> {doubled:g}", {"timeout_seconds": doubled}


def _announcement_changes(flow: Flow, key: str, item: Receptionist) -> Iterator[_Change]:
    yield from _redirect_fall_back(flow, key, item, "forward")


def _swap_entries(entries: tuple[Entry, ...], index: int) -> _Change:
    """Two neighbours change places; any other exchange would be caught by the same tests."""
    first, second = entries[index : index + 2]
    exchanged = _redirect_entry(first, second), _redirect_entry(second, first)
    words = f"options {first.option} and {second.option} lead where the other did"
    return words, {"entries": (*entries[:index], *exchanged, *entries[index + 2 :])}


def _redirect_entry(entry: Entry, to: Entry) -> Entry:
    there = {"destination_type": to.destination_type, "destination_id": to.destination_id}
    return entry.model_copy(update=there)


def _exchange_recordings(menu: Receptionist, cause: str) -> _Change:
    retry, final = f"{cause}_retry_recording", f"{cause}_final_recording"
    words = f"{WRITE_NAMES[retry]} and {WRITE_NAMES[final]} exchanged"
    return words, {retry: getattr(menu, final), final: getattr(menu, retry)}


def _redirect_fall_back(flow: Flow, key: str, item: Receptionist, cause: str) -> Iterator[_Change]:
    type_field, id_field = f"{cause}_destination_type", f"{cause}_destination_id"
    now = Destination(getattr(item, type_field), getattr(item, id_field))
    replacement = next((end for end in _likely_destinations(flow, key) if end.canonical != now.canonical), None)
    if replacement is not None:
        words = f"{WRITE_NAMES[type_field]}, {WRITE_NAMES[id_field]} {now} -> {replacement}"
        yield words, {type_field: replacement.type, id_field: replacement.id}


def _likely_destinations(flow: Flow, key: str) -> Iterator[Destination]:
    """Yield what a fall-back might lead to by mistake: the menu's choices, a hang-up, then all other destinations."""
    yield from (passage.destination for passage in flow.receptionists[key].ways() if passage.cause == "choice")
    yield Destination(HANGUP, HANGUP_ID)
    yield from (passage.destination for _, passage in ways_out(flow))


# -- words ----------------------------------------------------------------------------------------


def score_report(flow: Flow, result: MutationScore) -> list[str]:
    """The score in one line, then every survivor with the caller who would have caught it."""
    detectable = len(result.killed) + len(result.survivors)
    apart = f"; {len(result.equivalent)} more are equivalent: no caller can tell them" if result.equivalent else ""
    lines = [f"Mutation score {result.score:.0%}: {len(result.killed)} of {detectable} mutants caught{apart}"]
    if can_return_from_voicemail(flow):
        lines += [VOICEMAIL_NOTE]
    for mutant, caller, catcher in result.survivors:
        lines += [
            f"  survived  {_subject_words(flow, mutant.receptionist)}: {mutant.change}",
            f"            {catcher}",
            f"            --caller {shell_words(caller)}",
        ]
    return lines


def describe_catcher(difference: Difference, call: TellingCall) -> str:
    """Return the caller who would have caught a mutant, and what they would have noticed."""
    called = call.called
    subject = describe_played_caller(*call.players, script=difference.script)
    noticed = noticed_phrase(called.flow, called.mutant, difference)
    if called.moment is None:
        return f"would be caught by {subject}: {noticed}"
    from simulator.calendar.moments import describe_moment  # only a calendar needs zones
    from simulator.calendar.zones import load_zone

    when = describe_moment(called.moment, load_zone(called.flow.timezone))
    return f"would be caught on {when} by {subject}: {noticed}"


def _subject_words(flow: Flow, subject: str) -> str:
    """A receptionist with its key, a destination with its address, or a schedule."""
    if subject in flow.receptionists:
        return f"{flow.receptionists[subject].name} ({subject})"
    return f"schedule {subject}" if subject in flow.schedules else flow.describe_address(subject)
