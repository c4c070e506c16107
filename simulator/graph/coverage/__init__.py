"""Coverage: the part of a flow that its tests reach.

``coverage_items`` what a turn or an arc covers: the one definition · ``rounds`` decisions: from round to round, in
time, with what happens between · ``shortest`` all that can be covered, each with its shortest caller ·
``stayed_calls`` calls whose caller stays after a voicemail · ``tally`` one flow's coverage: ``.add(trace)``,
``.total``, ``.uncovered()`` · ``collector`` of several flows · ``item_words`` items in words · ``unreachable`` what
no caller can cover, and why. ``report`` lays coverage out.
"""
