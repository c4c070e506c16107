"""A person plays the caller, at a terminal.

``session`` the call under way and what may be done to it · ``ahead`` what lies ahead of a place:
the keys that count there, and what happens by itself · ``pace`` call time at a speed, which can be
stopped and skipped, and the line that a person acts over · ``views`` a session and a moment -> rows
of styled text · ``look`` what a terminal can show · ``columns`` text in its cells · ``keys`` the
keymap, which prints its own help · ``app`` the terminal itself, the only import of prompt_toolkit.

One key press: ``keys`` (data) -> ``Session.press`` -> ``LiveLine`` -> ``converse.aconverse`` ->
``Call.receive`` -> ``Turn`` -> ``Session.show`` -> ``views`` -> ``app``.
"""
