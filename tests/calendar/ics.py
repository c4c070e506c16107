"""Calendars written in lines."""


def event(*lines: str) -> str:
    """Return an event; ``VALUE=DATE`` and the like are up to its lines."""
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def calendar(*parts: str) -> str:
    """Return a calendar of events, zones and properties."""
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *parts, "END:VCALENDAR", ""])
