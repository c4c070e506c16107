"""Two flows, or one flow under two semantics, as their callers tell them apart.

``differences`` is where to begin::

    differences.same, .compare         the same, and every difference with its shortest caller, played
    equality.Pairs                     no caller whatsoever can tell them apart, or the keys that do
    readings.read(flow)                what depends on which setting that no document settles
    telling                            callers and endings in words
    noticed, shapes                    what is heard; what is alike but for where it leads
    side, abreast                      one flow by rounds; both flows by rounds
    apart, spots, acts                 where they part; what tells differences apart; scripts
"""
