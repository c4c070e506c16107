"""Calendars written in lines, and random rules for their events."""

from hypothesis import strategies as st


def event(*lines: str) -> str:
    """Return an event; ``VALUE=DATE`` and the like are up to its lines."""
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def calendar(*parts: str) -> str:
    """Return a calendar of events, zones and properties."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *parts, "END:VCALENDAR", ""])


NUMBERS = {"BYMONTH": (1, 12), "BYMONTHDAY": (-31, 31), "BYYEARDAY": (-366, 366), "BYSETPOS": (-3, 3)}
DAYS = st.sampled_from(["MO", "TU", "SA", "SU"])


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Return a rule as text: often one that few days fit, or none."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 4))}"]
    if draw(st.booleans()):
        words = (
            DAYS if frequency in ("DAILY", "WEEKLY") else st.builds("{}{}".format, st.sampled_from(["", 1, -1]), DAYS)
        )
        parts.append(f"BYDAY={','.join(draw(st.lists(words, min_size=1, max_size=3)))}")
    for name, (smallest, largest) in NUMBERS.items():
        if draw(st.integers(0, 3)) == 0:
            number = st.integers(smallest, largest).filter(bool)
            parts.append(f"{name}={','.join(map(str, draw(st.lists(number, min_size=1, max_size=3))))}")
    if draw(st.booleans()):
        parts.append(f"WKST={draw(DAYS)}")
    return ";".join(parts)
