"""Opening hours at a given moment: the only room that knows time zones. It reads no clock; callers pass each moment in.

``zones`` a zone by its IANA name · ``wall_time`` the instant at which a clock on the wall shows a time ·
``schedule_clock`` a schedule asked at a moment, and the moments at which its answer changes ·
``moments`` moments as people write them.

Dates as data, written once and committed: ``public_holidays`` those of a country · ``closure_calendar`` those of an
iCalendar file (its ``calendar_lines``, its ``event_series``, the ``recurrence`` of an event) · ``holiday_list`` what
both give · ``extra`` the libraries for them.

Only what uses a schedule imports it: the rules of the zones cost time at start-up.
"""
