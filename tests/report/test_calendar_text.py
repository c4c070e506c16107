"""A swept calendar for people."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from simulator.callers.world import WorldSettings
from simulator.config.receptionist import Destination
from simulator.config.routes import PersonRoute, ScheduleRoute
from simulator.graph.calendar_sweep import CalendarSweep, sweep_calendar
from simulator.report.calendar_text import CalendarText
from tests.callers.world_flow import NUMBER, OFFICE, VOICEMAIL, world_flow


def swept(start: str, until: str, *, number: str = NUMBER) -> CalendarSweep:
    flow = world_flow(reception=PersonRoute(15_000))
    main = Destination("virtual_receptionist", "@main")
    flow = replace(flow, routes={**flow.routes, OFFICE: ScheduleRoute("office", main, VOICEMAIL)}).rung_at(number)
    begin, end = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, until))
    return sweep_calendar(flow, begin, end, WorldSettings(flow))


def test_a_week_at_a_glance() -> None:
    sweep = swept("2026-12-21", "2026-12-28")
    assert (
        CalendarText(sweep, ["IVR703: a remark"], datetime(2026, 12, 21, 8, tzinfo=UTC)).text()
        == """\
+441632960001 -> Office hours, Europe/London. Live hours: not compared.

        Mon 21 Dec  Tue 22 Dec  Wed 23 Dec  Thu 24 Dec     Fri 25 Dec     Sat 26 Dec  Sun 27 Dec
office  9-17        9-17        9-17        9-12           -              -           -
                                            Christmas Eve  Christmas Day

A closed   silent: Night voicemail, 0 s
B open     Main menu:  1 Booking desk (20 s, then Night voicemail)   silent: Reception, 5 s
C holiday  silent: Night voicemail, 0 s

A: 57% of the time: Mon 21 Dec 2026 00:00 to 09:00; Mon 21 Dec 2026 17:00 to Tue 22 Dec 2026 09:00;
   Tue 22 Dec 2026 17:00 to Wed 23 Dec 2026 09:00; and 2 more times
B: 16% of the time: Mon 21 Dec 2026 09:00 to 17:00; Tue 22 Dec 2026 09:00 to 17:00; Wed 23 Dec 2026
   09:00 to 17:00; and 1 more time
C: 27% of the time: Thu 24 Dec 2026 00:00 to 09:00; Thu 24 Dec 2026 12:00 to Sat 26 Dec 2026 00:00

No person is reached from Thu 24 Dec 2026 12:00 to Mon 28 Dec 2026 00:00 (84 h): the longest such gap in the period.
IVR703: a remark
Now: A. Next change: Mon 21 Dec 2026 09:00.
Rehearse one: ivrsim play --number +441632960001 --at '24 Dec 2026 12:00'"""
    )


def test_a_longer_period_is_an_ordinary_week_and_the_other_days() -> None:
    lines = CalendarText(swept("2026-12-14", "2027-01-04")).text().splitlines()
    assert lines[2:11] == [
        "An ordinary week",
        "        Mon   Tue   Wed   Thu   Fri   Sat  Sun",
        "office  9-17  9-17  9-17  9-17  9-17  -    -",
        "",
        "Other days",
        "  Thu 24 Dec 2026  office 9-12  Christmas Eve",
        "  Fri 25 Dec 2026  office -     Christmas Day",
        "",
        "A closed   silent: Night voicemail, 0 s",
    ]


def test_a_switch_is_assumed_and_a_flow_without_hours_has_no_week() -> None:
    assumed = CalendarText(swept("2026-12-21", "2026-12-22", number="+441632960002")).text()
    assert "Assumed: night-mode is open. It is set by hand; --given 'night-mode: closed' shows the other.\n" in assumed
    plain = replace(world_flow(), timezone="", schedules={}, routes={}, numbers={})
    start = datetime(2026, 12, 21, tzinfo=UTC)
    sweep = sweep_calendar(plain, start, start + timedelta(days=1), WorldSettings(plain))
    assert (
        CalendarText(sweep, now=start).text()
        == """\
Menu “Main menu”. Live hours: not compared.

A always  Main menu:  1 Booking desk   silent: Reception, 5 s

A: 100% of the time: Mon 21 Dec 2026 00:00 to Tue 22 Dec 2026 00:00

A person is reached at all times of the period.
Now: A. No change in the period.
Rehearse one: ivrsim play --at '21 Dec 2026 00:00'"""
    )


def test_as_markdown() -> None:
    assert CalendarText(swept("2026-12-21", "2026-12-25")).markdown().splitlines() == [
        "# +441632960001 -\\> Office hours, Europe/London. Live hours: not compared.",
        "",
        "            Mon 21 Dec  Tue 22 Dec  Wed 23 Dec  Thu 24 Dec",
        "    office  9-17        9-17        9-17        9-12",
        "                                                Christmas Eve",
        "",
        "| | Schedules | Callers |",
        "|---|---|---|",
        "| A | closed | silent: Night voicemail, 0 s |",
        "| B | open | Main menu:  1 Booking desk (20 s, then Night voicemail)   silent: Reception, 5 s |",
        "| C | holiday | silent: Night voicemail, 0 s |",
        "",
        "- A: 50% of the time: Mon 21 Dec 2026 00:00 to 09:00; Mon 21 Dec 2026 17:00 to Tue 22 Dec 2026 09:00; "
        "Tue 22 Dec 2026 17:00 to Wed 23 Dec 2026 09:00; and 1 more time",
        "- B: 28% of the time: Mon 21 Dec 2026 09:00 to 17:00; Tue 22 Dec 2026 09:00 to 17:00; "
        "Wed 23 Dec 2026 09:00 to 17:00; and 1 more time",
        "- C: 22% of the time: Thu 24 Dec 2026 00:00 to 09:00; Thu 24 Dec 2026 12:00 to Fri 25 Dec 2026 00:00",
        "- No person is reached from Mon 21 Dec 2026 17:00 to Tue 22 Dec 2026 09:00 (16 h): the longest such gap in "
        "the period.",
        "- Rehearse one: ivrsim play --number +441632960001 --at '21 Dec 2026 17:00'",
    ]
