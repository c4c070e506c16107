"""Who calls, and when.

``caller_script`` what a caller does, as people and programs write it · ``act_schedule`` when · ``script_actor`` a
caller who acts it out in time · ``drivers`` the two drivers, the only functions that know that time passes ·
``call_record`` what a call was, for people's programs · ``transcript`` the same for people ·
``rehearsal`` all of it in one step, for many calls. Real time is the terminal's (``tui.pace``).
"""
