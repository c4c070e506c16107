"""The claims that a flow or a command line makes: what some caller gets to, what no caller does, what is heard."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from simulator.callers.caller_script import CallerScript, ScriptStep
from simulator.callers.rehearsal import Rehearsal
from simulator.checks.claim import Claim, ClaimVerdict, judge_claim
from simulator.checks.standard_claims import caught_at, wrong_key_caller
from simulator.config.claim_options import PERSON, ClaimOptions, Trait
from simulator.config.receptionist import Destination
from simulator.config.targets import Target, resolve_target
from simulator.graph.display_names import DisplayNames
from simulator.graph.plain_words import count_noun, duration_words
from simulator.graph.reach.bounded_keys import fastest_caller
from simulator.graph.reach.cheapest_search import CheapestWay, Search, Trail
from simulator.graph.reach.departures import open_among
from simulator.graph.reach.measure import Measure
from simulator.graph.reach.slow_callers import RELAY_SECONDS, LateReach
from simulator.graph.reach.survey import Survey
from simulator.graph.reach.times import passive_exit, time_to_person

WHO: dict[Trait, str] = {
    "silent": "A caller who stays silent",
    "wrong-keys": "A caller who presses only wrong keys",
    "slow": "A caller who presses every key 15 s late",
    "no-dtmf": "A caller whose phone sends no keys",
}


def examine_claims(survey: Survey, options: ClaimOptions, late: LateReach) -> Iterator[Claim]:
    """Yield the claims that options make, judged: one for each of their words.

    Raises ``UsageError`` for a word that names nothing in the flow.
    """
    match options.kind:
        case "reach":
            yield from _reach_claims(survey, options)
        case "never":
            target = resolve_target(survey.source, options.subject, recordings=True)
            does = "hears" if target.kind == "recording" else "gets to"
            yield judge_claim(
                survey, f"No caller {does} {target.label}.", "never", partial(_examine_never, survey, target)
            )
        case "hears":
            target = resolve_target(survey.source, options.subject, only_recordings=True)
            yield judge_claim(
                survey, f"Some caller hears {target.label}.", "hears", partial(_examine_hears, survey, target)
            )
        case "trait":
            yield _trait_claim(survey, options.subject, late)


# -- reach ----------------------------------------------------------------------------------------


def _reach_claims(survey: Survey, options: ClaimOptions) -> Iterator[Claim]:
    """Claim that a target is reached; then within the time; then also with the keys."""
    target = resolve_target(survey.source, options.subject)
    claim = f"Some caller gets to {target.label}"
    yield judge_claim(survey, f"{claim}.", "reach", partial(_examine_reach, survey, target))
    if options.within is not None:
        claim += f" within {duration_words(options.within)}"
        yield judge_claim(survey, f"{claim}.", "within", partial(_examine_bounds, survey, target, options.within, None))
    if options.keys is not None:
        claim += f" with {count_noun(options.keys, 'key')} at most" if options.keys else " without a key"
        yield judge_claim(
            survey, f"{claim}.", "keys", partial(_examine_bounds, survey, target, options.within, options.keys)
        )


def cheapest_way(survey: Survey, search: Search, target: Target) -> CheapestWay | None:
    """Return the cheapest way to a target, of all that a search found."""
    if target.kind == "receptionist":
        arrivals = search.receptionists.items()
        return min((way for key, way in arrivals if survey.origin_of(key) == target.id), default=None)
    ends = search.ends.items()
    return min((path for end, path in ends if end in target.destinations and not end.is_blank), default=None)


def way_to_drop(search: Search, target: Target) -> CheapestWay | None:
    """Return the cheapest way to a blank destination of the target, where the call drops."""
    return min((path for end, path in search.ends.items() if end in target.destinations and end.is_blank), default=None)


def _examine_reach(survey: Survey, target: Target) -> ClaimVerdict:
    search = survey.search_all(Measure.SHORTEST, all_roots=False)
    if cheapest_way(survey, search, target) is not None:
        return ClaimVerdict(holds=True)
    return _nobody_arrives(survey, search)


def _nobody_arrives(survey: Survey, search: Search) -> ClaimVerdict:
    """Return that no caller gets there, as far as the flow knows."""
    because = "No caller gets there, whatever they do."
    return ClaimVerdict(holds=False, because=because, open_ends=open_among(survey.flow, search.ends))


def _examine_bounds(survey: Survey, target: Target, within: int | None, keys: int | None) -> ClaimVerdict:
    """Judge whether somebody gets there within both bounds; if not, show who comes nearest."""
    fastest = cheapest_way(survey, survey.search_all(Measure.FASTEST, all_roots=False), target)
    fewest = cheapest_way(survey, survey.search_all(Measure.FEWEST_KEYS, all_roots=False), target)
    if fastest is None or fewest is None:
        return _nobody_arrives(survey, survey.search_all(Measure.SHORTEST, all_roots=False))
    opens = open_among(survey.flow, survey.search_all(Measure.SHORTEST, all_roots=False).ends)
    if within is not None and fastest.first > within:
        because = f"The fastest caller takes {duration_words(fastest.first)}."
        return ClaimVerdict(
            holds=False, counterexample=survey.script_of_trail(fastest.trail), because=because, open_ends=opens
        )
    if keys is not None and fewest.first > keys:
        because = f"It takes {count_noun(fewest.first, 'key')} at least."
        return ClaimVerdict(
            holds=False, counterexample=survey.script_of_trail(fewest.trail), because=because, open_ends=opens
        )
    if within is None or keys is None:
        return ClaimVerdict(holds=True)
    # each bound may be met by another caller; only the fastest one with so few keys settles both
    swift = _fastest_trail(survey, target, keys)
    assert swift is not None, "somebody gets there with so few keys"
    if swift[0] <= within:
        return ClaimVerdict(holds=True)
    because = f"With so few keys the fastest caller takes {duration_words(swift[0])}."
    return ClaimVerdict(holds=False, counterexample=survey.script_of_trail(swift[1]), because=because, open_ends=opens)


def _fastest_trail(survey: Survey, target: Target, keys: int) -> tuple[int, Trail] | None:
    receptionist = target.id if target.kind == "receptionist" else None
    meant = {end for end in target.destinations if not end.is_blank}
    caller = fastest_caller(survey, keys, ends=meant.__contains__, receptionist=receptionist)
    return caller and (caller.milliseconds, caller.trail)


# -- never, hears ---------------------------------------------------------------------------------


def _examine_never(survey: Survey, target: Target) -> ClaimVerdict:
    search = _shortest_search(survey)
    path = cheapest_way_to_hear(survey, target) if target.kind == "recording" else cheapest_way(survey, search, target)
    # a blank id counts last: a call that drops there is a worse example than one that arrives
    drop = way_to_drop(search, target) if path is None else None
    path = path or drop
    if path is None:
        return ClaimVerdict(holds=True, open_ends=open_among(survey.flow, search.ends))
    lasts = Measure.SHORTEST.milliseconds(path.cost)
    does = "hears it" if target.kind == "recording" else "is there" if drop is None else "is dropped"
    because = f"This caller {does} {f'after {duration_words(lasts)}' if lasts else 'at once'}."
    return ClaimVerdict(holds=False, counterexample=survey.script_of_trail(path.trail), because=because)


def _examine_hears(survey: Survey, target: Target) -> ClaimVerdict:
    if cheapest_way_to_hear(survey, target) is not None:
        return ClaimVerdict(holds=True)
    opens = open_among(survey.flow, _shortest_search(survey).ends)
    return ClaimVerdict(holds=False, because="No caller hears it, whatever they do.", open_ends=opens)


def _shortest_search(survey: Survey) -> Search:
    return survey.search_all(Measure.SHORTEST)


def cheapest_way_to_hear(survey: Survey, target: Target) -> CheapestWay | None:
    """The shortest caller until a recording starts."""
    best: CheapestWay | None = None
    for key, arrival in _shortest_search(survey).receptionists.items():
        if target.id not in survey.source.receptionists[survey.origin_of(key)].recordings:
            continue
        cost = survey.summary_of(key).recording_costs(Measure.SHORTEST).get(target.id)
        if cost is not None:
            trail = Trail(arrival.trail, cost.text, key)
            path = CheapestWay(arrival.first + cost.first, arrival.second + cost.second, trail)
            best = path if best is None or path < best else best
    return best


# -- traits ---------------------------------------------------------------------------------------


def _trait_claim(survey: Survey, trait: str, late: LateReach) -> Claim:
    """Claim that a caller with this trait gets to a person, from the entry."""
    people = resolve_target(survey.source, PERSON).destinations
    for name, who in WHO.items():
        if name == trait:
            return judge_claim(
                survey, f"{who} gets to a person.", "trait", partial(_gets_through, survey, name, people, late)
            )
    raise AssertionError(f"{trait} is not a trait")


def _gets_through(survey: Survey, trait: Trait, people: frozenset[Destination], late: LateReach) -> ClaimVerdict:
    if trait == "slow":
        return _late_gets_through(survey, people, late)
    out = passive_exit(survey, survey.flow.entry, wrong_keys=trait == "wrong-keys")
    if out is not None and out.destination in people:
        return ClaimVerdict(holds=True)
    caller = CallerScript()
    if trait == "wrong-keys":
        caller = wrong_key_caller(survey)
    opens = open_among(survey.flow, [out.destination] if out else [])
    instead = _ending_words(survey, out.destination if out else None)
    return ClaimVerdict(holds=False, counterexample=caller, because=instead, open_ends=opens)


def _ending_words(survey: Survey, destination: Destination | None) -> str:
    if destination is None:
        return "This caller never gets out."
    if caught := caught_at(survey, destination):
        return caught
    if destination.hangs_up:
        return "The menu hangs up on this caller."
    return f"This caller comes to {DisplayNames(survey.flow).destination_name(destination)}."


def _late_gets_through(survey: Survey, people: frozenset[Destination], late: LateReach) -> ClaimVerdict:
    if any(end in people for end in late.ends):
        return ClaimVerdict(holds=True)
    quick = time_to_person(survey, perhaps=False)
    if quick is None:
        return ClaimVerdict(holds=False, because="No caller gets to a person by pressing keys.")
    # the late search covers all callers; this one is played so that somebody can hear what goes wrong
    steps = (ScriptStep(press=step.press, after=RELAY_SECONDS) for step in quick.caller.steps if step.press)
    caller = CallerScript(steps=tuple(steps))
    record = Rehearsal(survey.source).play(caller)
    came = record.outcome.destination
    if came is not None and Destination(*came.split("||")).canonical in people:  # by luck, not by the keys' meaning
        return ClaimVerdict(holds=False, because="Only a key that falls into another menu brings such a caller there.")
    because = "The keys that get a prompt caller there come too late."
    return ClaimVerdict(holds=False, counterexample=caller, because=because)
