"""A swept calendar for people: the week at a glance, what callers meet, and the times that need a second look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, tzinfo
from shlex import quote
from textwrap import wrap

from simulator.calendar.moments import describe_moment
from simulator.calendar.wall_time import local_time
from simulator.calendar.zones import load_zone
from simulator.callers.call_record import CallRecord
from simulator.config.receptionist import parse_address
from simulator.config.routes import PersonRoute
from simulator.graph.calendar_sweep import CalendarSituation, CalendarSweep, TimeSpan
from simulator.graph.display_names import DisplayNames
from simulator.graph.plain_words import count_noun, duration_words, visible
from simulator.report.day_table import day_table, exception_lines, ordinary_week
from simulator.words.markup import escape_markdown
from simulator.words.sanitizer import OutputText, join_lines
from simulator.words.table import align_columns

DAYS_AT_A_GLANCE = 14
"""A period of at most so many days is shown day by day; of a longer one, an ordinary week and the other days."""

DAYS_IN_A_ROW = 7
EXCEPTIONS_SHOWN = 20
SPANS_SHOWN = 3
WIDTH = 100


class CalendarText:
    """The parts of a calendar as lines; ``findings`` are more remarks, ``now`` the present (None: of no account)."""

    def __init__(self, sweep: CalendarSweep, findings: Sequence[str] = (), now: datetime | None = None) -> None:
        self.sweep = sweep
        self.flow = sweep.flow
        self.zone = load_zone(self.flow.timezone) if self.flow.timezone else None
        self.findings = findings
        self.now = now
        self._names = DisplayNames(self.flow)

    def text(self) -> OutputText:
        """The whole, for a terminal."""
        lines = [self.heading(), "", *self.glance_lines()]
        rows = [(f"{item.id} {self.state_words(item)}", self.reach_words(item)) for item in self._items]
        lines += align_columns(rows, indent="")
        lines += ["", *_wrap_lines(self.span_lines()), "", self._gap_line()]
        lines += [*_wrap_lines(self.straddling_lines()), *self.remark_lines()]
        return join_lines(lines)

    def markdown(self) -> OutputText:
        """The whole as Markdown."""
        rows = [
            f"| {item.id} | {escape_markdown(self.state_words(item))} | {escape_markdown(self.reach_words(item))} |"
            for item in self._items
        ]
        # The days are aligned by spaces, so they are code; an indented block cannot be left by any name in it.
        days = [f"    {line}" if line else "" for line in self.glance_lines()]
        lines = [f"# {escape_markdown(self.heading())}", "", *days]
        lines += ["| | Schedules | Callers |", "|---|---|---|", *rows, ""]
        items = (*self.span_lines(), self._gap_line(), *self.straddling_lines(), *self.remark_lines())
        lines += [f"- {escape_markdown(line)}" for line in items]
        return join_lines(lines)

    @property
    def _items(self) -> tuple[CalendarSituation, ...]:
        return self.sweep.situations

    def heading(self) -> str:
        """The heading: where calls begin, by which clock, and how far this can be trusted."""
        flow = self.flow
        start = flow.start
        is_receptionist = "||" not in start
        where = self._names.receptionist_name(start) if is_receptionist else self._plain_name(start)
        begins = f"{visible(flow.number)} -> {where}" if flow.number else f"{where[0].upper()}{where[1:]}"
        zone = f", {visible(flow.timezone)}" if flow.timezone else ""
        return f"{begins}{zone}. Live hours: not compared."

    # -- the days ----------------------------------------------------------------------------------

    def glance_lines(self) -> Iterator[str]:
        """The days of the period, or an ordinary week and the days that differ from it."""
        schedules = [self.flow.schedules[key] for key in self._timed_keys()]
        if not schedules or self.zone is None:
            return
        days = self._days(self.zone)
        if len(days) <= DAYS_AT_A_GLANCE:
            for at in range(0, len(days), DAYS_IN_A_ROW):
                yield from day_table(schedules, days[at : at + DAYS_IN_A_ROW])
                yield ""
            return
        ordinary = ordinary_week(schedules, days)
        if ordinary:
            yield "An ordinary week"
            yield from day_table(schedules, ordinary, dated=False)
            yield ""
        exceptions = list(exception_lines(schedules, days))
        if exceptions:
            yield "Other days"
            yield from exceptions[:EXCEPTIONS_SHOWN]
            if len(exceptions) > EXCEPTIONS_SHOWN:
                yield f"  and {len(exceptions) - EXCEPTIONS_SHOWN:,} more"
            yield ""

    def _timed_keys(self) -> list[str]:
        """The schedules that callers meet and that a calendar knows."""
        states = self._items[0].states if self._items else {}
        return [key for key in states if not self.flow.schedules[key].is_switch]

    def _days(self, zone: tzinfo) -> list[date]:
        first = local_time(self.sweep.start, zone).date()
        last = local_time(self.sweep.until - timedelta(microseconds=1), zone).date()
        return [first + timedelta(days=day) for day in range((last - first).days + 1)]

    # -- situations --------------------------------------------------------------------------------

    def state_words(self, situation: CalendarSituation) -> str:
        """Describe the states of the schedules: ``open``, or each by its key if there are several."""
        states = situation.states
        if len(states) == 1:
            return next(iter(states.values()))
        return ", ".join(f"{visible(key)} {state}" for key, state in states.items()) or "always"

    def reach_words(self, situation: CalendarSituation) -> str:
        """Whom callers of a situation reach: by each key of the first menu, and in silence."""
        parts = []
        if situation.first_menu is not None:
            name = visible(self.flow.receptionists[situation.first_menu].name)
            chosen = "  ".join(
                f"{option} {self._choice_words(situation.first_menu, option, record)}"
                for option, record in situation.keys.items()
            )
            parts.append(f"{name}:  {chosen}" if chosen else name)
        return "   ".join([*parts, f"silent: {self._outcome_words(situation.silent)}"])

    def _choice_words(self, menu: str, option: str, record: CallRecord) -> str:
        """Describe where a key leads: another menu by name, a telephone with what follows, else the end of the call."""
        destination = self.flow.receptionists[menu].options[option].destination
        key = self.flow.receptionist_for(destination)
        if key is not None:
            return visible(self.flow.receptionists[key].name)
        route = self.flow.route_of(destination)
        if isinstance(route, PersonRoute):
            then = f"then {self._plain_name(str(route.no_answer))}" if route.no_answer else "then nobody"
            return f"{self._plain_name(str(destination))} ({duration_words(route.rings_ms)}, {then})"
        return self._end_words(record)

    def _outcome_words(self, record: CallRecord) -> str:
        return f"{self._end_words(record)}, {duration_words(round(record.seconds * 1000))}"

    def _end_words(self, record: CallRecord) -> str:
        outcome = record.outcome
        if outcome.kind == "routed" and outcome.destination:
            return self._plain_name(outcome.destination)
        return {"hung_up": "hung up", "endless": "never gets out"}.get(outcome.kind, outcome.kind)

    def _plain_name(self, address: str) -> str:
        destination = parse_address(address)
        key = self.flow.receptionist_for(destination)
        if key is not None:
            return visible(self.flow.receptionists[key].name)
        return visible(self.flow.destination_name(destination) or address)

    def title_of(self, situation: CalendarSituation) -> str:
        """Return the title of a situation in a calendar of events."""
        return f"{situation.id}: {self.state_words(situation)}"

    # -- times -------------------------------------------------------------------------------------

    def span_lines(self) -> Iterator[str]:
        """When each situation holds: all of its times where they are few."""
        for item in self._items:
            total = sum((until - start for start, until in item.spans), timedelta())
            share = total / (self.sweep.until - self.sweep.start)
            yield f"{item.id}: {share:.0%} of the time: {self._spans_words(item.spans)}"

    def _spans_words(self, spans: Sequence[TimeSpan]) -> str:
        """The first of some spans of time, and how many more there are."""
        hidden = len(spans) - SPANS_SHOWN
        more = f"; and {count_noun(hidden, 'more time', spell=False)}" if hidden > 0 else ""
        return "; ".join(self.span_words(span) for span in spans[:SPANS_SHOWN]) + more

    def straddling_lines(self) -> Iterator[str]:
        """When calls may straddle a change; nothing if none does."""
        if self.sweep.straddling:
            spans = self._spans_words(self.sweep.straddling)
            yield f"Not covered, because such calls may meet a schedule after it changes: {spans}"

    def remark_lines(self) -> Iterator[str]:
        """What is assumed, the findings, what holds now, and a call to try."""
        for key in self.sweep.assumed:
            other = f"--given '{visible(key)}: closed' shows the other"
            yield f"Assumed: {visible(key)} is open. It is set by hand; {other}."
        yield from self.findings
        yield from self._now_lines()
        yield self._rehearsal_line()

    def _gap_line(self) -> str:
        gap = self.sweep.longest_gap()
        if gap is None:
            return "A person is reached at all times of the period."
        hours = (gap[1] - gap[0]) / timedelta(hours=1)
        return f"No person is reached from {self.span_words(gap)} ({hours:g} h): the longest such gap in the period."

    def _now_lines(self) -> Iterator[str]:
        now = self.now
        if now is None or not self.sweep.start <= now < self.sweep.until:
            return
        change = min((until for item in self._items for start, until in item.spans if start <= now < until))
        later = (
            f"Next change: {self.moment_words(change)}." if change < self.sweep.until else "No change in the period."
        )
        yield f"Now: {self.sweep.situation_at(now).id}. {later}"

    def _rehearsal_line(self) -> str:
        gap = self.sweep.longest_gap()
        instant = gap[0] if gap else self.sweep.start
        number = f" --number {visible(self.flow.number)}" if self.flow.number else ""
        flow = f" {quote(visible(self.flow.source))}" if self.flow.source else ""
        return f"Rehearse one: ivrsim play{flow}{number} --at {quote(self.moment_words(instant).partition(' ')[2])}"

    def span_words(self, span: TimeSpan) -> str:
        """A span of time: ``Thu 24 Dec 2026 12:00 to Tue 29 Dec 2026 09:00``; the day stands once where it is one."""
        start, until = (self.moment_words(bound) for bound in span)
        day, _, time = until.rpartition(" ")
        return f"{start} to {time}" if start.startswith(f"{day} ") else f"{start} to {until}"

    def moment_words(self, instant: datetime) -> str:
        """An instant on the flow's clock."""
        return describe_moment(instant, self.zone)


def _wrap_lines(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield from wrap(line, WIDTH, subsequent_indent="   ", break_on_hyphens=False)
