"""Who calls, and when.

``script`` what a caller does, as people and programs write it · ``scripted`` a caller who acts it
out in time · ``converse`` the two drivers, the only functions that know that time passes ·
``record`` what a call was, for people's programs · ``transcript`` the same for people ·
``rehearsal`` all of it in one step, for many calls. Real time is the terminal's (``tui.pace``).
"""
