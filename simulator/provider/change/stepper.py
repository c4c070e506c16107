"""The next action of a push: from the plan, its progress, and what is live now.

Theory of operation. The provider has no transactions, a create returns no id, and any request or response can be
lost; this process can be killed between any two of its instructions. So a push never trusts what it did: it repeats

    read the list -> ``next_action`` -> write the journal -> send -> write the journal

and decides each time from three inputs alone: the plan (fixed), the progress (in the journal, on the disk before the
action that it announces) and the list (what is live). The decision is pure, so that tests can try it from every point
at which a push can be killed; a push that goes on after a kill runs the same code as one that never stopped.

A step is *fresh* (nothing sent), *sent* (its outcome is open) or *settled*. These are all its moves::

    fresh --SendRequest----> sent
    fresh --SettleStep-----> settled   the list shows it already: no request is needed
    sent  --SettleStep-----> settled   the list shows it
    sent  --ReadListAgain--> sent      the list may show a change late
    sent  --SendRequest----> sent      again: an update, or a create of an earlier run
    sent  --refused--------> fresh     the provider said no: nothing was done

Four rules keep live either old or new, and nothing done twice:

* a request is sent only onto what the plan saw; where somebody changed it in the meantime, the push stops;
* a step is settled when the list shows it, not when a response says so;
* an update whose response is lost is looked up, and sent again only where the list still shows the old state: to
  send the same body twice does no harm;
* a create whose response is lost is looked up, and never sent again by the same run, since a second one would make a
  second receptionist. A later run sends it again once the list, read several times, does not have it.

Example: a plan updates ``main`` (5 s to 6 s). The update is sent, and the connection breaks. The list is read again:

* it shows 6 s: the step is settled, though no response ever said so;
* it shows 5 s: the update is sent once more, up to three times;
* it shows 7 s: somebody else changed it in the meantime. The push stops, and says so.

Example of a create: ``night`` is created, and the process is killed before the response. The next run finds the step
*sent* in the journal. The list has one new receptionist called "Night" with what was sent: it is settled under that
id. With two of them, nobody can say which is ours: the push stops and asks for ``ivrsim adopt night ID``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulator.config.receptionist import Receptionist
from simulator.errors import LiveIs
from simulator.provider.change.change_plan import ChangePlan, PlanStep
from simulator.provider.change.desired import resolve_ids
from simulator.provider.change.drift import differences_in_words, drift_lines, shows_all
from simulator.provider.change.push_progress import PushProgress
from simulator.provider.live.file_fields import same_name
from simulator.provider.live.id_spaces import id_meant, live_identity
from simulator.provider.live.live_state import LiveReceptionist

LOOKS_MOST = 5
"""How often the list is read again for a change that it does not show."""

TRIES_MOST = 3
"""How often an update is sent whose responses are lost."""


# -- what can come next ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SendRequest:
    """Send the request of a step: ``body`` has ids in place of keys.

    ``gone`` are identities that the plan knew and that no longer exist: a create may be given one of them.
    """

    index: int
    id: str | None
    body: Receptionist
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SettleStep:
    """A step is done, as the list shows; ``kept`` says how the provider's values differ."""

    index: int
    id: str
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadListAgain:
    """Wait a little, and read the list again."""


@dataclass(frozen=True, slots=True)
class FinishPush:
    """Everything is done."""


@dataclass(frozen=True, slots=True)
class StopPush:
    """It cannot go on; ``stale``: because somebody changed what is live."""

    why: str
    stale: bool = False


Action = SendRequest | SettleStep | ReadListAgain | FinishPush | StopPush


def next_action(plan: ChangePlan, progress: PushProgress, live: Sequence[LiveReceptionist]) -> Action:
    """The one thing to do next."""
    alive = {item.id: item for item in live}
    if progress.sent is not None:
        return _next_for_sent_step(plan, progress, alive, progress.sent)
    index = next((index for index in range(len(plan.steps)) if index not in progress.ids), None)
    return FinishPush() if index is None else _next_for_fresh_step(plan, progress, alive, index)


def known_ids(plan: ChangePlan, progress: PushProgress) -> dict[str, str]:
    """The provider's ids by key: those of the plan, and of what was made since."""
    return {**plan.ids, **{plan.steps[index].key: id for index, id in progress.ids.items()}}


def live_is(plan: ChangePlan, progress: PushProgress) -> LiveIs:
    """Return what is live when it stops here."""
    if progress.sent is not None or progress.kept:
        return "not known"
    is_push = plan.kind == "push"
    if not progress.ids:
        return "old" if is_push else "new"
    done: LiveIs = "new" if is_push else "old"
    return done if len(progress.ids) == len(plan.steps) else "not known"


def _next_for_fresh_step(
    plan: ChangePlan, progress: PushProgress, alive: Mapping[str, LiveReceptionist], index: int
) -> Action:
    """A step whose request was not sent yet."""
    step = plan.steps[index]
    ids = known_ids(plan, progress)
    if step.action == "create":
        strangers = _new_with_name(plan, progress, alive, step.body.name)
        if strangers:
            return StopPush(
                f"somebody else created {step.body.name} in the meantime ({_list_words(strangers)})", stale=True
            )
        there = {live_identity(receptionist, plan.dialect) for receptionist in alive.values()}
        gone = tuple(identity for identity in plan.known if identity not in there)
        return SendRequest(index, None, resolve_ids(step.body, ids, step.postponed), gone)
    id = id_meant(step.id or ids[step.key], step.body.destination_type, alive)
    item = alive.get(id)
    if item is None:
        if step.action == "delete":
            return SettleStep(index, id)
        return StopPush(f"{step.key} ({id}) is no longer live", stale=True)
    body = step.body if step.action == "delete" else resolve_ids(step.body, ids)
    if step.action == "update" and shows_all(item, body, plan.dialect):
        return SettleStep(index, id)
    changed = () if _is_kept(plan, progress, step) else _changes_before_step(plan, progress, item, index)
    if changed:
        return StopPush(f"{step.key} ({id}) was changed in the meantime: {'; '.join(changed)}", stale=True)
    return SendRequest(index, id, body)


def _next_for_sent_step(
    plan: ChangePlan, progress: PushProgress, alive: Mapping[str, LiveReceptionist], index: int
) -> Action:
    """A step whose request was sent: what the list says came of it."""
    step = plan.steps[index]
    ids = known_ids(plan, progress)
    if step.action == "create":
        return _find_created(plan, progress, alive, index, resolve_ids(step.body, ids, step.postponed))
    id = id_meant(step.id or ids[step.key], step.body.destination_type, alive)
    item = alive.get(id)
    if step.action == "delete":
        return SettleStep(index, id) if item is None else _retry_or_wait(progress, SendRequest(index, id, step.body))
    if item is None:
        return StopPush(f"{step.key} ({id}) is no longer live", stale=True)
    body = resolve_ids(step.body, ids)
    differs = _differences(item, body, plan)
    if not differs and (progress.answer == "yes" or shows_all(item, body, plan.dialect)):
        return SettleStep(index, id)
    if not differs or not _changes_before_step(plan, progress, item, index):
        return _retry_or_wait(progress, SendRequest(index, id, body))
    if progress.answer == "yes":
        return SettleStep(index, id, differs)
    return StopPush(
        f"{step.key} ({id}) is neither what it was before nor what was sent: {'; '.join(differs)}", stale=True
    )


def _retry_or_wait(progress: PushProgress, send: SendRequest) -> Action:
    """The list does not show it (yet): wait for a yes, send what is safe to send twice."""
    if progress.answer == "yes":
        if progress.looks < LOOKS_MOST:
            return ReadListAgain()
        return StopPush("the provider said yes, and its list does not show the change")
    if progress.answer == "not known" or progress.tries < TRIES_MOST:
        return send
    return StopPush(f"no response came to {progress.tries} tries, and the list does not show the change")


def _find_created(
    plan: ChangePlan, progress: PushProgress, alive: Mapping[str, LiveReceptionist], index: int, body: Receptionist
) -> Action:
    """Return what came of a create: it is the one receptionist of this name that was not there before."""
    candidates = _new_with_name(plan, progress, alive, body.name)
    exact = [candidate for candidate in candidates if not _differences(candidate, body, plan)]
    if len(exact) == 1:
        return SettleStep(index, exact[0].id)
    if len(candidates) == 1 and progress.answer == "yes":
        return SettleStep(index, candidates[0].id, _differences(candidates[0], body, plan))
    if len(candidates) == 1:
        deviations = "; ".join(_differences(candidates[0], body, plan))
        return StopPush(
            f"{candidates[0].id} is new and called {body.name}, and is not what was sent ({deviations})"
            f"{_adopt_advice(plan, index)}"
        )
    if candidates:
        return StopPush(
            f"several new receptionists are called {body.name} ({_list_words(candidates)}){_adopt_advice(plan, index)}"
        )
    if progress.looks < LOOKS_MOST:
        return ReadListAgain()
    match progress.answer:
        case "yes":
            return StopPush(
                f"the provider said yes, and its list does not show {body.name}{_adopt_advice(plan, index)}"
            )
        case "lost":
            return StopPush(f"no response came, and the list does not show {body.name}; it may still come")
    return SendRequest(index, None, body)


def _is_kept(plan: ChangePlan, progress: PushProgress, step: PlanStep) -> bool:
    """Return whether this push made a step's receptionist, with values that differ from those sent."""
    creations = [
        index for index, earlier in enumerate(plan.steps) if earlier.action == "create" and earlier.key == step.key
    ]
    return step.before is None and any(index in progress.kept for index in creations)


def _adopt_advice(plan: ChangePlan, index: int) -> str:
    return f"; ivrsim adopt {plan.steps[index].key} ID says which it is, and push goes on"


def _new_with_name(
    plan: ChangePlan, progress: PushProgress, alive: Mapping[str, LiveReceptionist], name: str
) -> list[LiveReceptionist]:
    """The receptionists of a name that were not there when the plan was made, and that no step made."""
    own_ids, before = set(progress.ids.values()), {*plan.known} - progress.gone
    return [
        item
        for item in alive.values()
        if live_identity(item, plan.dialect) not in before and item.id not in own_ids and same_name(item.name, name)
    ]


def _differences(item: LiveReceptionist, body: Receptionist, plan: ChangePlan) -> tuple[str, ...]:
    return differences_in_words(item, body, plan.dialect)


def _changes_before_step(
    plan: ChangePlan, progress: PushProgress, item: LiveReceptionist, index: int
) -> tuple[str, ...]:
    """Return how the list differs from what it showed before a step, in words."""
    step = plan.steps[index]
    if step.before is None:  # made by an earlier step of this plan
        creation = next(earlier for earlier in plan.steps if earlier.action == "create" and earlier.key == step.key)
        return _differences(item, resolve_ids(creation.body, known_ids(plan, progress), creation.postponed), plan)
    return tuple(drift_lines(step.before, item))


def _list_words(live_items: Iterable[LiveReceptionist]) -> str:
    return ", ".join(item.id for item in live_items)
