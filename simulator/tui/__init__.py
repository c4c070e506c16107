"""A person plays the caller, at a terminal.

The call: ``tape`` what happened, as times and events that can be wound · ``live_calls`` the tape that goes on, and
the conversation that it makes · ``stage`` the part of it that is shown · ``dialogue`` who did and
said what in it · ``session`` the actions that a person has · ``pace`` call time at a speed, and the line that a
person acts over · ``lookahead`` what lies ahead of a place · ``assumptions`` what is taken for granted.

Behind the menus: ``circumstances`` the moment, the number and the given answers of a call · ``live_world`` who
answers · ``world_actions`` what a person may do about it · ``schedule_board`` moment and schedules in words ·
``world_lines`` the same, in a flow test.

Around it: ``flow_review`` findings and tests of the flow · ``desk`` the panes and what is open in them ·
``map_cursor`` the map under a person's hands · ``key_list`` the keys that do something now · ``panels`` answers to
questions about it · ``commands`` all actions, by name · ``keymap`` the keys, which print their own help ·
``call_lines`` a call as lines of a flow test · ``call_export`` these in a file · ``session_file`` a session as JSON
lines · ``flow_map`` the flow as nodes and ways · ``folding_map`` these as a tree that folds · ``destination_kind`` who
or what answers there.

How it is shown: ``screen`` the whole screen as rows, from ``crumbs_view``, ``transcript_view``, ``keypad_view``,
``map_view``, ``panel_view`` and ``status_view`` · ``pane_frame`` frames around panes · ``styled_rows`` and
``cell_width`` text in its cells · ``anchor`` rows in their columns, where terminals count cells in other ways ·
``terminal_look`` what a terminal can show · ``terminal_environment`` what its surroundings say of it · ``app`` the
terminal itself · ``command_completer`` completes what is typed · ``plain`` lines in place of a screen · ``cast`` the
screen as a film · ``cast_picture`` the film as an SVG that moves · ``frame_strokes`` its lines. ``plain`` imports
nothing that loads prompt_toolkit.

One key press: ``keymap`` (data) -> ``Session.press`` -> ``CallerLine`` -> ``drivers.aconverse`` ->
``Call.receive_event`` -> ``Turn`` -> ``Stage.show_turn`` -> ``screen`` -> ``app``.
"""
