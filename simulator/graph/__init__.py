"""Analyses of a whole flow, seen all at once rather than call by call.

The rooms, from the top; nothing points up, and rooms on one line do not know each other::

    review · suite · identification    a change, as its callers would notice it · the smallest suite of calls ·
                                       the engine's settings, from calls by telephone
    reach · compare · coverage · readback
                                       what every caller can reach · two flows, as callers tell them apart ·
                                       how much of a flow its tests reach · the flow in plain words
    round_keys · default_paths · display_names
                                       keys of one round · callers who choose nothing, or wrongly · names of things
    menu_rounds · round_play · passages · cycles · plain_words · audible_recordings
                                       rounds of one menu, by mistakes · one round, played · passages between
                                       receptionists · cycles of them · numbers, times and names · recordings, and when

Each room's docstring says where to begin.
"""
