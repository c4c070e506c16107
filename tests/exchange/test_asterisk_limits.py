"""What a dialplan cannot do."""

from dataclasses import replace

import pytest

from simulator import Flow, UsageError, load
from simulator.config.schedules import Schedule, parse_hours
from simulator.config.semantics import PROFILES
from simulator.exchange.asterisk_limits import ASTERISK_PROFILES, find_unsupported, refuse_unsupported
from simulator.exchange.dialplan_writer import write_dialplan


def test_every_profile_of_an_asterisk_can_be_exported(clinic: Flow) -> None:
    assert set(PROFILES) >= ASTERISK_PROFILES
    for name in sorted(ASTERISK_PROFILES):
        assert list(find_unsupported(clinic.with_semantics(PROFILES[name]))) == []


def test_another_engine_is_refused_by_its_name(clinic: Flow) -> None:
    """A profile that an Asterisk does not have."""
    flow = clinic.with_semantics(PROFILES["freeswitch"])
    assert list(find_unsupported(flow)) == [
        "main, billing: the profile freeswitch is another engine's; use acefone or one of freepbx"
    ]


def test_everything_is_named_at_once() -> None:
    surgery = load("example:surgery")
    late = Schedule("office", (parse_hours("22:00-06:00|*|1-7|*"),))
    flow = replace(
        surgery,
        schedules={"office": late},
        timezone="Mars; System(x)",
    )
    with pytest.raises(UsageError) as refusal:
        write_dialplan(flow)
    assert str(refusal.value).splitlines() == [
        "an Asterisk dialplan cannot do everything that this flow does:",
        "schedule office: 'Mars; System(x)' does not name a time zone; use one such as Europe/London",
        "schedule office: '22:00-06:00|*|1-7|*' passes midnight on certain dates only, and GotoIfTime cannot tell the "
        "day after; write it as two lines that end and start at midnight",
    ]
    refuse_unsupported(surgery)


def test_an_id_that_no_event_holds(clinic: Flow) -> None:
    main = clinic.receptionists["main"]
    first, *others = main.entries or ()
    long = first.model_copy(update={"destination_id": ";" * 400, "template_id": "7" * 1001})
    flow = replace(clinic, receptionists={"main": main.model_copy(update={"entries": (long, *others)})})
    assert list(find_unsupported(flow)) == [
        f"department||{';' * 28}...: an id of 412 signs is too long for an event",
        f"{'7' * 40}...: an id of 1,001 signs is too long for an event",
    ]
