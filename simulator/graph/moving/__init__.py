"""Two flows of two systems, such as before and after a move: what they have in common, and what callers notice.

``likeness``, ``item_traits`` what is taken to be alike · ``translated_flow`` the old flow in the new one's ids ·
``move`` both flows, compared. ``report.move_report`` lays it out, ``approval.move_certificate`` certifies it.
"""
