"""Actions on the world of a call: pick up, move the moment, set a schedule or a telephone by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from simulator.callers.given_answers import EVERYONE, answer_words, parse_given_line
from simulator.config.flow import Flow
from simulator.config.routes import SCHEDULE_ANSWERS, PersonAnswer, PersonRoute
from simulator.core.events import EVENTS
from simulator.errors import UsageError
from simulator.tui.circumstances import resolve_given
from simulator.tui.session import Session


def answer_phone(session: Session, answer: PersonAnswer) -> None:
    """Say who picks up the telephone that rings. Raises ``UsageError`` where none rings, or it is never busy.

    Where nobody does, the time passes until it has rung out.
    """
    ringing, situation = session.ringing, session.situation
    # a telephone that has rung out, or was answered a moment ago, may still be on the screen
    if ringing is None or situation is None or session.clock.now() >= situation.until or session.line.has_answer:
        raise UsageError("no telephone rings now")
    if answer not in ringing.answers:
        raise UsageError(f"{situation.menu} is never busy: it has no busy destination in flow.yaml")
    if answer != "no_answer":
        session.act(EVENTS[answer])
        return
    due = session.conversation.due_act()
    if due is not None and due.event.trigger != "no_answer":
        given = answer_words(due.event.trigger)
        raise UsageError(f"{situation.menu} is set to {given!r}: given NAME: no answer counts from the next call there")
    session.unsaved = True
    session.skip()


def call_at(session: Session, text: str) -> None:
    """Call again at another moment; this call is kept. Raises ``UsageError``.

    ``tomorrow 20:00`` and days of the week count from the moment on the screen; ``now`` is what a clock says.
    """
    if not session.flow.schedules:
        raise UsageError("this flow has no schedules, so a call is the same at every moment")
    board, circumstances = session.board, session.tape.circumstances
    now = circumstances.moment
    if session.read_clock is not None and (now is None or text.strip().lower() == "now"):
        now = session.read_clock()
    elif now is not None:
        now += timedelta(milliseconds=session.clock.now())
    moment, note = board.read_moment(text, now)
    session.begin_call(session.tape.entry, replace(circumstances, moment=moment))
    session.notice += f", at {board.describe_moment(session.tape.circumstances)}" + (f"; {note}" if note else "")


def give_answer(session: Session, line: str) -> None:
    """Set a schedule or a telephone by hand (``office: closed``); ``office:`` undoes that. Raises ``UsageError``.

    It counts from the next asking on: what has been answered in this call stays answered.
    """
    name, colon, answer = (part.strip() for part in line.rpartition(":"))
    given = dict(session.tape.circumstances.given)
    if not session.flow.routes:
        raise UsageError("this flow asks no schedules and no telephones, so there is nothing to set by hand")
    if colon and name and not answer:
        if given.pop(_resolve_name(session.flow, name), None) is None:
            raise UsageError(f"given: {name} is not set by hand")
        words = f"{name} is no longer set by hand"
    else:
        try:
            name, answer = parse_given_line(line)
        except ValueError as error:
            raise UsageError(f"given: {error}") from None
        given |= resolve_given(session.flow, {name: answer})
        words = f"{name} is set to {answer!r}"
    session.change_given(given)
    session.notice = f"{words} from the next time it is asked ({session.input_for('restart')} calls again)"


def _resolve_name(flow: Flow, name: str) -> str:
    """The name under which the world looks up what is given for ``name``. Raises ``UsageError``."""
    refusals = []
    for answer in ("open", "picked up"):  # one of them fits whatever has the name
        try:
            [resolved] = resolve_given(flow, {name: answer})
            return resolved
        except UsageError as error:
            refusals.append(error)
    raise refusals[0]


def known_moments(session: Session) -> Iterator[str]:
    """Yield moments that a person may go to: words, and when each schedule changes next."""
    yield from ("now", "today 12:00", "tomorrow 9:00", "Sat 10:00")
    moment = session.tape.circumstances.moment
    if moment is not None:
        yield from session.board.next_changes(moment)


def known_answers(session: Session) -> Iterator[str]:
    """Yield what can be given: each schedule and telephone with its answers, and everyone."""
    flow = session.flow
    for key in flow.schedules:
        yield from (f"{key}: {answer}" for answer in SCHEDULE_ANSWERS)
    for destination, route in flow.routes.items():
        if isinstance(route, PersonRoute):
            name = flow.destination_name(destination) or str(destination)
            yield from (f"{name}: {answer_words(answer)}" for answer in route.answers)
    yield from (f"{EVERYONE}: {answer}" for answer in ("picked up", "no answer", "busy"))
