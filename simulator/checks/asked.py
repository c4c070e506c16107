"""The claims that somebody makes of a flow: what some caller gets to, what none does, what is heard."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from simulator.callers.rehearsal import Rehearsal
from simulator.callers.script import CallerScript, Step
from simulator.checks.claims import Claim, Verdict, judged
from simulator.checks.standing import DROPS, wrong_key_caller
from simulator.config.claims import PERSON, AskedClaim, Trait
from simulator.config.receptionist import Destination
from simulator.config.targets import Target, target_of
from simulator.graph.naming import Names
from simulator.graph.reach.bounded import swiftest
from simulator.graph.reach.departures import open_among
from simulator.graph.reach.late import RELAY_SECONDS, LateReach
from simulator.graph.reach.measure import Measure
from simulator.graph.reach.survey import Found, Search, Survey, Trail
from simulator.graph.reach.times import time_to_person, way_out
from simulator.graph.wording import counted, duration

WHO: dict[Trait, str] = {
    "silent": "A caller who stays silent",
    "wrong-keys": "A caller who presses only wrong keys",
    "slow": "A caller whose every answer comes 15 s late",
    "no-dtmf": "A caller whose phone sends no keys",
}


def asked_claims(survey: Survey, asked: AskedClaim, late: LateReach) -> Iterator[Claim]:
    """What is asked, judged: one claim for each of its words.

    Raises ``UsageError`` for a word that names nothing in the flow.
    """
    match asked.kind:
        case "reach":
            yield from _reach_claims(survey, asked)
        case "never":
            target = target_of(survey.flow, asked.subject, recordings=True)
            does = "hears" if target.kind == "recording" else "gets to"
            yield judged(survey, f"No caller {does} {target.label}.", "never", partial(_never, survey, target))
        case "hears":
            target = target_of(survey.flow, asked.subject, only_recordings=True)
            yield judged(survey, f"Some caller hears {target.label}.", "hears", partial(_hears, survey, target))
        case "trait":
            yield _trait_claim(survey, asked.subject, late)


# -- reach ----------------------------------------------------------------------------------------


def _reach_claims(survey: Survey, asked: AskedClaim) -> Iterator[Claim]:
    """That it is reached; in the time; in the time and with the keys."""
    target = target_of(survey.flow, asked.subject)
    claim = f"Some caller gets to {target.label}"
    yield judged(survey, f"{claim}.", "reach", partial(_reach, survey, target))
    if asked.within is not None:
        claim += f" within {duration(asked.within)}"
        yield judged(survey, f"{claim}.", "within", partial(_bounded, survey, target, asked.within, None))
    if asked.keys is not None:
        claim += f" with {counted(asked.keys, 'key')} at most" if asked.keys else " without a key"
        yield judged(survey, f"{claim}.", "keys", partial(_bounded, survey, target, asked.within, asked.keys))


def way_to(search: Search, target: Target) -> Found | None:
    """The cheapest way to what is meant, of all that a search found."""
    if target.kind == "receptionist":
        return search.receptionists.get(target.id)
    found = search.ends.items()
    return min((way for end, way in found if end in target.destinations and not end.is_blank), default=None)


def way_to_drop(search: Search, target: Target) -> Found | None:
    """The cheapest way to a blank destination that is meant; nobody gets anywhere by it."""
    return min((way for end, way in search.ends.items() if end in target.destinations and end.is_blank), default=None)


def _reach(survey: Survey, target: Target) -> Verdict:
    search = survey.search(Measure.SHORTEST, all_roots=False)
    if way_to(search, target) is not None:
        return Verdict(holds=True)
    return _nobody(survey, search)


def _nobody(survey: Survey, search: Search) -> Verdict:
    """No caller gets there, as far as the flow knows."""
    because = "No caller gets there, whatever they do."
    return Verdict(holds=False, because=because, open_ends=open_among(survey.flow, search.ends))


def _bounded(survey: Survey, target: Target, within: int | None, keys: int | None) -> Verdict:
    """Whether somebody gets there in both bounds; else who comes nearest to it."""
    fastest = way_to(survey.search(Measure.FASTEST, all_roots=False), target)
    fewest = way_to(survey.search(Measure.FEWEST_KEYS, all_roots=False), target)
    if fastest is None or fewest is None:
        return _nobody(survey, survey.search(Measure.SHORTEST, all_roots=False))
    opens = open_among(survey.flow, survey.search(Measure.SHORTEST, all_roots=False).ends)
    if within is not None and fastest.first > within:
        because = f"The fastest caller takes {duration(fastest.first)}."
        return Verdict(holds=False, counterexample=survey.script(fastest.trail), because=because, open_ends=opens)
    if keys is not None and fewest.first > keys:
        because = f"It takes {counted(fewest.first, 'key')} at least."
        return Verdict(holds=False, counterexample=survey.script(fewest.trail), because=because, open_ends=opens)
    if within is None or keys is None:
        return Verdict(holds=True)
    swift = _swiftest(survey, target, keys)
    assert swift is not None, "somebody gets there with so few keys"
    if swift[0] <= within:
        return Verdict(holds=True)
    because = f"With so few keys the fastest caller takes {duration(swift[0])}."
    return Verdict(holds=False, counterexample=survey.script(swift[1]), because=because, open_ends=opens)


def _swiftest(survey: Survey, target: Target, keys: int) -> tuple[int, Trail] | None:
    receptionist = target.id if target.kind == "receptionist" else None
    meant = {end for end in target.destinations if not end.is_blank}
    found = swiftest(survey, keys, ends=meant.__contains__, receptionist=receptionist)
    return found and (found.milliseconds, found.trail)


# -- never, hears ---------------------------------------------------------------------------------


def _never(survey: Survey, target: Target) -> Verdict:
    search = _shortest(survey)
    found = way_to_hear(survey, target) if target.kind == "recording" else way_to(search, target)
    drop = way_to_drop(search, target) if found is None else None
    found = found or drop
    if found is None:
        return Verdict(holds=True, open_ends=open_among(survey.flow, search.ends))
    lasts = Measure.SHORTEST.milliseconds(found.cost)
    does = "hears it" if target.kind == "recording" else "is there" if drop is None else "is dropped"
    because = f"This caller {does} {f'after {duration(lasts)}' if lasts else 'at once'}."
    return Verdict(holds=False, counterexample=survey.script(found.trail), because=because)


def _hears(survey: Survey, target: Target) -> Verdict:
    if way_to_hear(survey, target) is not None:
        return Verdict(holds=True)
    opens = open_among(survey.flow, _shortest(survey).ends)
    return Verdict(holds=False, because="No caller hears it, whatever they do.", open_ends=opens)


def _shortest(survey: Survey) -> Search:
    return survey.search(Measure.SHORTEST)


def way_to_hear(survey: Survey, target: Target) -> Found | None:
    """The shortest caller until a recording starts."""
    best: Found | None = None
    for key, found in _shortest(survey).receptionists.items():
        if target.id not in survey.flow.receptionists[key].recordings:
            continue
        cost = survey.summary(key).heard(Measure.SHORTEST).get(target.id)
        if cost is not None:
            trail = Trail(found.trail, cost.text, key)
            way = Found(found.first + cost.first, found.second + cost.second, trail)
            best = way if best is None or way < best else best
    return best


# -- traits ---------------------------------------------------------------------------------------


def _trait_claim(survey: Survey, trait: str, late: LateReach) -> Claim:
    """Such a caller gets to a person, from the entry."""
    people = target_of(survey.flow, PERSON).destinations
    for name, who in WHO.items():
        if name == trait:
            return judged(
                survey, f"{who} gets to a person.", "trait", partial(_gets_through, survey, name, people, late)
            )
    raise AssertionError(f"{trait} is no trait")


def _gets_through(survey: Survey, trait: Trait, people: frozenset[Destination], late: LateReach) -> Verdict:
    if trait == "slow":
        return _late_gets_through(survey, people, late)
    out = way_out(survey, survey.flow.entry, wrong_keys=trait == "wrong-keys")
    if out is not None and out.destination in people:
        return Verdict(holds=True)
    caller = CallerScript()
    if trait == "wrong-keys":
        caller = wrong_key_caller(survey)
    opens = open_among(survey.flow, [out.destination] if out else [])
    instead = _instead(survey, out.destination if out else None)
    return Verdict(holds=False, counterexample=caller, because=instead, open_ends=opens)


def _instead(survey: Survey, destination: Destination | None) -> str:
    if destination is None:
        return "This caller never gets out."
    if destination.is_blank:
        return DROPS
    if destination.hangs_up:
        return "The menu hangs up on this caller."
    return f"This caller comes to {Names(survey.flow).destination(destination)}."


def _late_gets_through(survey: Survey, people: frozenset[Destination], late: LateReach) -> Verdict:
    if any(end in people for end in late.ends):
        return Verdict(holds=True)
    quick = time_to_person(survey, perhaps=False)
    if quick is None:
        return Verdict(holds=False, because="No caller gets to a person by choices.")
    steps = (Step(press=step.press, after=RELAY_SECONDS) for step in quick.caller.steps if step.press)
    caller = CallerScript(steps=tuple(steps))
    record = Rehearsal(survey.flow).play(caller)
    came = record.outcome.destination
    if came is not None and Destination(*came.split("||")).canonical in people:  # by luck, not as it was meant
        return Verdict(holds=False, because="Only a key that falls into another menu brings such a caller there.")
    because = "The keys of those who answer at once come too late."
    return Verdict(holds=False, counterexample=caller, because=because)
