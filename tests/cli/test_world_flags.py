"""``--at`` and ``--given``: read before anything is played."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from simulator.cli.arguments import Parser
from simulator.cli.world_flags import WorldFlags, add_world, read_world
from simulator.config.flow import Flow
from simulator.errors import UsageError
from tests.callers.world_flow import world_flow


def flags_of(*words: str, flow: Flow | None = None) -> WorldFlags:
    """The flags of a command line, in the flow with an office in London."""
    parser = Parser("play", "play", "ivrsim play")
    add_world(parser)
    return read_world(parser.read_arguments([*words]), flow or world_flow())


def test_without_flags_nothing_is_said() -> None:
    assert flags_of() == WorldFlags("", {})


def test_a_moment_stays_as_it_was_written() -> None:
    moment = "25 Dec 2026 21:00"
    assert flags_of("--at", moment) == WorldFlags(moment, {})
    assert flags_of("--at", "2026-12-25T21:00+05:30").at == "2026-12-25T21:00+05:30"


def test_a_moment_that_depends_on_the_clock_becomes_an_instant(clinic: Flow) -> None:
    for flow, pattern in ((world_flow(), r"[+]0[01]:00"), (clinic, r"[+]00:00")):
        at = flags_of("--at", "now", flow=flow).at
        assert re.fullmatch(rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?{pattern}", at)
        assert abs(datetime.now(UTC) - datetime.fromisoformat(at)) < timedelta(minutes=5)
    tomorrow = datetime.fromisoformat(flags_of("--at", "tomorrow 20:00").at)
    assert (tomorrow.hour, tomorrow.minute, tomorrow.utcoffset() is not None) == (20, 0, True)


def test_answers_by_their_names() -> None:
    assert flags_of("--given", "office: closed", "--given", "Desk: upstairs: no answer").given == {
        "office": "closed",
        "Desk: upstairs": "no answer",
    }


ANSWERS = (
    "use open, closed or holiday for a schedule; picked up, no answer or busy for a telephone; "
    "ends or returns for a voicemail"
)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("--at", "noon"),
            "--at: 'noon' is not a moment; use 2026-12-25T21:00, 2026-12-25T21:00+00:00, 25 Dec 2026 21:00, now, "
            "today 9:00, tomorrow 20:00 or Sat 10:00",
        ),
        (
            ("--at", ""),
            "--at: '' is not a moment; use 2026-12-25T21:00, 2026-12-25T21:00+00:00, 25 Dec 2026 21:00, now, "
            "today 9:00, tomorrow 20:00 or Sat 10:00",
        ),
        (
            ("--at", "2027-03-28T01:30"),
            "--at: '2027-03-28T01:30' does not exist in Europe/London: the clocks go from Sun 28 Mar 2027 01:00 to "
            "02:00; use a time before or after",
        ),
        (
            ("--given", "office"),
            "--given: 'office' is not NAME: ANSWER; use 'office: closed' or 'Booking desk: no answer'",
        ),
        (
            ("--given", ": closed"),
            "--given: ': closed' is not NAME: ANSWER; use 'office: closed' or 'Booking desk: no answer'",
        ),
        (("--given", "office: shut"), f"--given: office: 'shut' is not an answer; {ANSWERS}"),
        (("--given", "office: closd"), "--given: office: 'closd' is not an answer; did you mean closed?"),
        (
            ("--given", "office: open", "--given", "office: closed"),
            "--given: office is given twice; use it once, or write a list of answers in a caller script",
        ),
    ],
)
def test_what_cannot_be_read(words: tuple[str, ...], message: str) -> None:
    with pytest.raises(UsageError) as refusal:
        flags_of(*words)
    assert str(refusal.value) == message
