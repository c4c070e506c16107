"""Days of calls in the order of time: arrivals, people who are taken, callers who wait, give up, and call back.

A day is played from its first call until its last one is over, with nobody waiting when it begins. What happens is kept
in a heap by its time: a call begins, it comes to a queue, a talk is over, patience or a wait is. Between two of these a
call walks its moves alone, as in ``lane_walk``. At the same moment people are free again before somebody gives up, and
that before somebody comes (time wins ties, as in any call).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Iterable
from heapq import heappop, heappush
from itertools import accumulate, combinations_with_replacement
from random import Random

from simulator.callers.persona import RandomTime
from simulator.errors import UsageError
from simulator.graph.crowds.arrival_days import HOUR_MS, ArrivalDay
from simulator.graph.crowds.chunk_counts import CrowdCounts, EndPair, QueueCounts, time_key
from simulator.graph.crowds.day_job import GROUP_CALLERS, DayJob, QueueRules

FREE, EXPIRES, COMES, BEGINS = range(4)
"""What happens, in the order in which it does at the same moment."""

ROUNDS_MOST = 1_000_000
"""A call that is still on after so many moves has practically no end."""

_NEVER = 1 << 60


class _Call:
    """One call: whose, since when, until when the caller's patience lasts, and the earlier calls of the caller.

    ``turned_at`` is the moment at which it was turned away last, and ``turned_in`` are the states in which it was then.
    """

    __slots__ = ("attempt", "persona", "situation", "start", "turned_at", "turned_in", "until")

    def __init__(self, persona: int, situation: int, start: int, until: int, attempt: int) -> None:
        self.persona = persona
        self.situation = situation
        self.start = start
        self.until = until
        self.attempt = attempt
        self.turned_at = -1
        self.turned_in: set[int] = set()


class _Waiting:
    """A caller in a queue, who came there in a state; ``gone`` once answered, or no longer waiting."""

    __slots__ = ("call", "gives_up", "gone", "since", "state")

    def __init__(self, call: _Call, state: int, since: int) -> None:
        self.call = call
        self.state = state
        self.since = since
        self.gone = False
        self.gives_up = False


class _QueueState:
    """One queue on one day, with its counts."""

    def __init__(self, rules: QueueRules) -> None:
        self.rules = rules
        self.free = rules.people
        self.line: deque[_Waiting] = deque()
        self.waiting = 0
        self.offered = self.gave_up = self.timed_out = self.refused = self.busy_ms = 0
        self.waits: Counter[int] = Counter()

    def counts(self) -> QueueCounts:
        """Return what became of callers so far."""
        return QueueCounts(self.offered, self.gave_up, self.timed_out, self.refused, self.busy_ms, dict(self.waits))

    def next_caller(self) -> _Waiting | None:
        """Take the caller who has waited longest off the line."""
        while self.line:
            waiting = self.line.popleft()
            if not waiting.gone:
                self.waiting -= 1
                return waiting
        return None


class DayPlayer:
    """Plays the days of one chunk."""

    def __init__(self, job: DayJob, number: int) -> None:
        self.job, self.number = job, number
        # A text seeds all 19,937 bits, by SHA-512; the sequence of random() is the same in all versions of Python.
        self.random = Random(f"ivrsim traffic {job.seed} {number}")
        self.queues = [_QueueState(rules) for rules in job.queues]
        self.facts: Counter[int] = Counter()
        self.times: Counter[int] = Counter()
        self.pairs: Counter[EndPair] = Counter()
        self.callers = self.calls = 0
        self._day_ends: Counter[int] = Counter()
        self._day: ArrivalDay = ()
        self._heap: list[tuple[int, int, int, object]] = []
        self._order = 0
        self._shares = [*accumulate(job.shares)]
        self._weights = [*accumulate(job.weights)]

    def play_days(self, days: Iterable[int]) -> CrowdCounts:
        """Play some days by their numbers; what they come to."""
        count = 0
        for day in days:
            count += 1
            self._play_day(day)
            ends = sorted(self._day_ends.items())
            for (one, calls), (other, others) in combinations_with_replacement(ends, 2):
                self.pairs[one, other] += calls * others
            self._day_ends.clear()
        queues = tuple(queue.counts() for queue in self.queues)
        return CrowdCounts(
            self.number, self.calls, self.callers, self.facts, self.times, queues, count, dict(self.pairs)
        )

    def _play_day(self, number: int) -> None:
        job = self.job
        if job.days:
            self._day = job.days[number % len(job.days)]
            self._push_arrival(0, 0)
        else:
            for _ in range(min(GROUP_CALLERS, job.callers - number * GROUP_CALLERS)):
                self._push(0, BEGINS, None)
        heap = self._heap
        while heap:
            at, kind, _, what = heappop(heap)
            if kind == BEGINS:
                self._begin_call(at, what)
            elif kind == COMES:
                self._come(at, what)  # type: ignore[arg-type]  # a kind says what comes with it
            elif kind == FREE:
                self._free(at, what)  # type: ignore[arg-type]  # as above
            else:
                self._expire(at, what)  # type: ignore[arg-type]  # as above

    def _push(self, at: int, kind: int, what: object) -> None:
        self._order += 1
        heappush(self._heap, (at, kind, self._order, what))

    def _push_arrival(self, after: int, place: int) -> None:
        """Draw the next arrival after a moment of the span at a place; a rate is a Poisson process."""
        for number in range(place, len(self._day)):
            span = self._day[number]
            if not span.per_hour:
                continue
            begin = max(after, span.start_ms)
            at = begin + self.random.expovariate(span.per_hour / HOUR_MS)
            if at < span.end_ms:
                self._push(int(at), BEGINS, number)
                return

    # -- calls ------------------------------------------------------------------------------------

    def _begin_call(self, at: int, what: object) -> None:
        """Begin a call: of somebody new, who arrives in a span; or again."""
        job = self.job
        if isinstance(what, _Call):
            call = what
            situation = self._situation_at(at) if self._day else call.situation
            call = _Call(call.persona, situation, at, 0, call.attempt)
        else:
            self.callers += 1
            persona = min(bisect_right(self._shares, self.random.random()), len(job.shares) - 1)
            if isinstance(what, int):
                situation = self._day[what].situation
                self._push_arrival(at, what)
            else:
                situation = min(bisect_right(self._weights, self.random.random()), len(job.weights) - 1)
            call = _Call(persona, situation, at, 0, 0)
        patience = job.memories[call.persona].call
        call.until = _NEVER if patience is None else at + self._draw(patience)
        self.calls += 1
        self._walk(call, job.starts[call.persona][call.situation], at)

    def _situation_at(self, at: int) -> int:
        """The situation at a moment of the day, or after it."""
        return next((span.situation for span in self._day if at < span.end_ms), self._day[-1].situation)

    def _draw(self, time: RandomTime) -> int:
        return round(self.random.expovariate(1 / time.mean_ms)) if time.varies else time.mean_ms

    def _walk(self, call: _Call, state: int, at: int) -> None:
        """Walk a call's moves until it ends or comes to a queue."""
        job, rows, facts, draw = self.job, self.job.rows, self.facts, self.random.random
        for _ in range(ROUNDS_MOST):
            if state < 0:
                self._end_call(call, ~state, at)
                return
            row = rows[state]
            if not row.limits:
                self._push(at, COMES, (call, state))
                return
            move = bisect_right(row.limits, draw())
            then = at + row.milliseconds[move]
            if then > call.until:
                cut = job.cut_facts.get(row.facts[move])
                if cut is not None:
                    facts[cut] += 1
                self._end_call(call, job.abandoned[call.persona], call.until)
                return
            facts[row.facts[move]] += 1
            state, at = row.onward[move], then
        raise UsageError(
            f"a call is still on after {ROUNDS_MOST:,} rounds: callers hardly ever leave a loop of this flow; "
            "`ivrsim odds` computes how many do, exactly"
        )

    def _end_call(self, call: _Call, end: int, at: int) -> None:
        self.times[time_key(end, at - call.start)] += 1
        self._day_ends[end] += 1
        back = self.job.memories[call.persona].calls_back
        if back is None or end not in self.job.nowhere or call.attempt >= back.most:
            return
        if self.random.random() < back.chance:
            again = _Call(self.job.back_as[call.persona], call.situation, 0, 0, call.attempt + 1)
            self._push(at + self._draw(back.after), BEGINS, again)

    # -- queues -----------------------------------------------------------------------------------

    def _come(self, at: int, what: tuple[_Call, int]) -> None:
        """Let a caller come to a queue: answered at once, waiting, or refused."""
        call, state = what
        stop = self.job.stops[state]
        queue = self.queues[stop.queue]
        rules = queue.rules
        queue.offered += 1
        if queue.free:
            queue.free -= 1
            self._answer(at, stop.queue, _Waiting(call, state, at))
        elif rules.places is not None and queue.waiting >= rules.places:
            queue.refused += 1
            self._turn_away(at, call, state, "busy", "no_answer")
        else:
            waiting = _Waiting(call, state, at)
            patience = self.job.memories[call.persona].queue
            gives_up = min(call.until, _NEVER if patience is None else at + self._draw(patience))
            times_out = _NEVER if rules.waits_ms is None else at + rules.waits_ms
            waiting.gives_up = gives_up < times_out
            queue.line.append(waiting)
            queue.waiting += 1
            if min(gives_up, times_out) < _NEVER:
                self._push(min(gives_up, times_out), EXPIRES, waiting)

    def _answer(self, at: int, number: int, waiting: _Waiting) -> None:
        """Let one of the people take a call; for the menu it is over."""
        queue = self.queues[number]
        waiting.gone = True
        queue.waits[at - waiting.since] += 1
        talk = self._draw(queue.rules.talk)
        queue.busy_ms += talk
        self._push(at + talk, FREE, number)
        self._walk(waiting.call, self.job.stops[waiting.state].ways["picked_up"], at)

    def _free(self, at: int, number: int) -> None:
        waiting = self.queues[number].next_caller()
        if waiting is None:
            self.queues[number].free += 1
        else:
            self._answer(at, number, waiting)

    def _expire(self, at: int, waiting: _Waiting) -> None:
        """Let a caller who still waits give up, or go where nobody's answer leads."""
        if waiting.gone:
            return
        waiting.gone = True
        queue = self.queues[self.job.stops[waiting.state].queue]
        queue.waiting -= 1
        if waiting.gives_up:
            queue.gave_up += 1
            self._end_call(waiting.call, self.job.abandoned[waiting.call.persona], at)
        else:
            queue.timed_out += 1
            self._turn_away(at, waiting.call, waiting.state, "no_answer")

    def _turn_away(self, at: int, call: _Call, state: int, *answers: str) -> None:
        """Send a caller whom nobody answers where the first of these answers leads; else the call is over.

        It is over, too, where the ways of full queues lead in a circle: nobody can be free before time goes on.
        """
        if call.turned_at != at:
            call.turned_at, call.turned_in = at, set()
        ways = self.job.stops[state].ways
        for answer in answers:
            if answer in ways and state not in call.turned_in:
                call.turned_in.add(state)
                self._walk(call, ways[answer], at)
                return
        self._end_call(call, self.job.turned_away[state], at)
