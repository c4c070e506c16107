"""A person plays the caller, at a terminal.

The call: ``tape`` what happened, as times and events that can be wound · ``held`` the tape that goes on, and
the conversation that it makes · ``stage`` what is seen of it · ``session`` what a person may do to it ·
``pace`` call time at a speed, and the line that a person acts over · ``ahead`` what lies ahead of a place.

Around it: ``desk`` what is open beside the call · ``panels`` what can be asked of it · ``commands`` all that
can be done, by name · ``keys`` the keymap, which prints its own help · ``call_lines`` a call as lines of a flow test ·
``saving`` these in a file · ``session_file`` a session as JSON lines · ``flow_map`` the flow as a tree.

How it is shown: ``screen`` the whole screen as rows, from ``transcript_view``, ``keypad_view``, ``map_view``
and ``status_view`` · ``rows`` and ``columns`` text in its cells · ``anchor`` rows in their columns, where terminals
count cells in other ways · ``look`` what a terminal can show · ``app`` the terminal itself · ``plain`` lines in
place of a screen · ``cast`` the screen as a film. ``plain`` imports nothing that loads prompt_toolkit.

One key press: ``keys`` (data) -> ``Session.press`` -> ``LiveLine`` -> ``converse.aconverse`` ->
``Call.receive`` -> ``Turn`` -> ``Stage.show`` -> ``screen`` -> ``app``.
"""
