"""What is open when: the only room that knows time zones. It is given every moment and reads no clock.

``zones`` a zone by its IANA name · ``wall_time`` the instant at which a clock on the wall shows a time ·
``schedule_clock`` a schedule asked at a moment, and the moments at which its answer changes ·
``moments`` moments as people write them.

Only what uses a schedule imports it: the rules of the zones cost time at start-up.
"""
