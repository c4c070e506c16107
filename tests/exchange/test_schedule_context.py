"""Schedules as subroutines of a dialplan."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from simulator import Flow, load
from simulator.calendar.schedule_clock import ScheduleClock
from simulator.calendar.zones import load_zone
from simulator.config.schedules import Holiday, Schedule, TimeRange, parse_hours, parse_ranges
from simulator.exchange.dialplan_names import DialplanNames
from simulator.exchange.dialplan_syntax import Context, Extension, Priority, print_contexts
from simulator.exchange.schedule_context import mornings_by_date, passes_midnight, schedule_context
from tests.exchange.dialplan_engine import Engine

HOURS = (
    *("Mon-Thu 08:30-18:00", "Fri 09:00-12:00, 13:00-16:00", "daily 00:00-24:00", "Sat-Mon 22:00-06:00"),
    *("Sun 23:30-00:30", "09:00-17:00|mon-fri|1-7&25|jan&mar-may", "10:00-11:00|*|*|dec"),
)


def a_flow(schedule: Schedule, zone: str = "Europe/London") -> Flow:
    return Flow(entry="", receptionists={}, timezone=zone, schedules={"office": schedule})


def text_of(flow: Flow) -> str:
    return print_contexts([schedule_context(flow, "office", DialplanNames(flow, "ivr", (), ()))])


def answer_at(flow: Flow, moment: datetime, **variables: str) -> str:
    asking = Context(
        "ask",
        (),
        (
            Extension(
                "s",
                (
                    Priority("Gosub(ivr-schedule-office,s,1)"),
                    Priority("UserEvent(${GOSUB_RETVAL})"),
                    Priority("Hangup()"),
                ),
            ),
        ),
    )
    engine = Engine(text_of(flow) + print_contexts([asking]), {}, int(moment.timestamp()))
    ((_, answer),) = engine.call("ask", (), variables).events
    return answer


def test_hours_and_holidays_as_text() -> None:
    schedule = Schedule(
        "office",
        (parse_hours("Mon-Fri 09:00-17:00"), parse_hours("10:00-12:00|sat|1-7|jan&mar-may")),
        (
            Holiday(date(2026, 12, 24), date(2026, 12, 24), "Christmas Eve", parse_ranges("09:00-12:00")),
            Holiday(date(2026, 12, 25), date(2026, 12, 28), "Christmas"),
        ),
    )
    assert text_of(a_flow(schedule)).splitlines() == [
        "; office, in Europe/London, IVR_SCHEDULE_OFFICE (open, closed or holiday) overrides the clock",
        ";   Mon-Fri 09:00-17:00",
        ";   10:00-12:00|sat|1-7|jan&mar-may",
        "[ivr-schedule-office]",
        'exten => s,1,GotoIf($["${IVR_SCHEDULE_OFFICE}" != ""]?said)',
        " same => n,Set(NOW=$[${EPOCH} + 0${IVR_CLOCK}])",
        ' same => n,ExecIf($["${IVR_CLOCK}" != ""]?Set(TESTTIME()='
        "${STRFTIME(${NOW},Europe/London,%Y/%m/%d %H:%M:%S)} Europe/London))",
        " same => n,Set(TODAY=${STRFTIME(${NOW},Europe/London,%Y%m%d)})",
        " same => n,GotoIf($[${TODAY} >= 20261225 & ${TODAY} <= 20261228]?holiday)  ; Christmas",
        " same => n,GotoIf($[${TODAY} = 20261224]?on_0)  ; Christmas Eve",
        " same => n,GotoIfTime(09:00-16:59,mon-fri,*,*,Europe/London?open)",
        " same => n,GotoIfTime(10:00-11:59,sat,1-7,jan&mar-may,Europe/London?open)",
        " same => n,Return(closed)",
        " same => n(on_0),NoOp(hours of a holiday)  ; Christmas Eve",
        " same => n,GotoIfTime(09:00-11:59,*,*,*,Europe/London?open)",
        " same => n,Return(holiday)",
        " same => n(holiday),Return(holiday)",
        " same => n(open),Return(open)",
        " same => n(said),Return(${IVR_SCHEDULE_OFFICE})",
    ]


def test_a_switch_is_open_until_somebody_sets_it() -> None:
    flow = a_flow(Schedule("office", is_switch=True))
    assert text_of(flow).splitlines()[2:] == [
        'exten => s,1,Return(${IF($["${IVR_SCHEDULE_OFFICE}" = ""]?open:${IVR_SCHEDULE_OFFICE})})'
    ]
    moment = datetime(2026, 12, 1, tzinfo=UTC)
    assert [answer_at(flow, moment), answer_at(flow, moment, IVR_SCHEDULE_OFFICE="closed")] == ["open", "closed"]


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    lines = draw(st.lists(st.sampled_from(HOURS), min_size=1, max_size=3, unique=True))
    holidays = []
    for day in draw(st.lists(st.integers(0, 20), max_size=3)):
        first = date(2026, 12, 20) + timedelta(days=day)
        ranges = draw(st.sampled_from([(), (TimeRange(540, 720),), (TimeRange(1320, 1560),)]))
        holidays.append(Holiday(first, first + timedelta(days=draw(st.integers(0, 2))), "Feast", ranges))
    return Schedule("office", tuple(map(parse_hours, lines)), tuple(holidays))


@given(
    schedules(),
    st.sampled_from(["Europe/London", "America/St_Johns", "Asia/Kolkata"]),
    st.integers(0, 40 * 24 * 60),
    st.integers(-100_000, 100_000),
)
def test_the_dialplan_answers_as_the_calendar_does(schedule: Schedule, zone: str, minutes: int, ahead: int) -> None:
    """Where the clocks do not change; ``IVR_CLOCK`` asks about another moment than now."""
    moment = datetime(2026, 12, 10, tzinfo=UTC) + timedelta(minutes=minutes)
    flow = a_flow(schedule, zone)
    state = ScheduleClock(schedule, load_zone(zone)).state_at(moment)
    assert answer_at(flow, moment) == state
    assert answer_at(flow, moment - timedelta(seconds=ahead), IVR_CLOCK=str(ahead)) == state


def test_the_variable_overrides_the_clock() -> None:
    flow = replace(load("example:surgery"), schedules={"office": load("example:surgery").schedules["office"]})
    christmas = datetime(2026, 12, 25, 10, tzinfo=UTC)
    assert [answer_at(flow, christmas), answer_at(flow, christmas, IVR_SCHEDULE_OFFICE="open")] == ["holiday", "open"]


def test_a_morning_after_certain_dates_only() -> None:
    line = parse_hours("22:00-06:00|*|1-7|*")
    schedule = Schedule("office", (line, parse_hours("Mon 22:00-06:00")))
    assert (mornings_by_date(schedule), passes_midnight(schedule)) == ((line,), True)
    assert not passes_midnight(Schedule("office", (parse_hours("Mon 09:00-10:00"),)))


def test_mornings_belong_to_the_day_before_also_where_clocks_change() -> None:
    eve = Holiday(date(2026, 12, 24), date(2026, 12, 24), "Eve", parse_ranges("20:00-02:00"))
    christmas = Holiday(date(2026, 12, 25), date(2026, 12, 26), "Christmas")
    sunday = Holiday(date(2027, 10, 31), date(2027, 10, 31), "Clocks go back")
    flow = a_flow(Schedule("office", (parse_hours("Fri-Sat 22:00-06:00"),), (eve, christmas, sunday)))
    expected = {
        "2026-12-04 23:00": "open",  # Friday
        "2026-12-05 05:59": "open",
        "2026-12-05 06:00": "closed",
        "2026-12-06 03:00": "open",  # since Saturday
        "2026-12-07 03:00": "closed",
        "2026-12-24 21:00": "open",
        "2026-12-25 01:59": "open",  # since the eve, on a holiday
        "2026-12-25 02:00": "holiday",
        "2026-12-26 03:00": "holiday",  # Friday was a holiday
        "2027-03-28 03:00": "open",  # two hours after midnight
        "2027-10-31 05:30": "open",  # six and a half hours after it, since an ordinary Saturday
    }
    zone = load_zone("Europe/London")
    moments = {text: datetime.fromisoformat(text).replace(tzinfo=zone) for text in expected}
    assert {text: answer_at(flow, moment) for text, moment in moments.items()} == expected
    clock = ScheduleClock(flow.schedules["office"], zone)
    assert {text: clock.state_at(moment) for text, moment in moments.items()} == expected
