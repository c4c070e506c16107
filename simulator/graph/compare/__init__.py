"""Two flows, or one flow under two semantics, as their callers tell them apart.

``differences`` is where to begin::

    differences.are_equal, .compare_flows   the same, and every difference with its shortest caller, played
    equality.EqualityWalk              no caller can tell them apart, or the keys that do
    shortest_difference.find_shortest  the shortest caller who can, found exactly (``shortest_walk``)
    readings.compare_readings(flow)    what depends on which setting that no document settles
    reading_menus, menu_kinds          what is decided by kind of menu, so that few readings are walked whole
    ending_sets, ending_walk           endings behind each receptionist; where calls end, and nothing else
    caller_words                       callers and endings in words
    observation, onset, shapes         what callers hear; receptionists that differ only in where they lead
    pair_map, act_counts               pairs of menus that have to be looked into, and those on the way there
    place_pairs                        two places at one moment, and the way of a caller there
    played_call                        one caller, played
    walk_side, paired_acts             one flow by rounds; both flows by rounds
    divergence, difference_key, caller_acts  where they part; what tells differences apart; scripts
"""
