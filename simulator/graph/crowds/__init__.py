"""Crowds: calls sampled by the million, for callers who remember and for people who can all be taken.

Theory of operation. ``crowd_rows`` unrolls a persona's chain (``graph.odds.call_chain``) into *states*: a round of a
menu with the tries used so far, an announcement, a telephone that rings. From a state lead *moves*, each with its
chance, its time, and a *fact*: what it adds to the figures (this menu, its second round, key 1, these recordings). What
a caller remembers of the mistakes in a call is part of the state, so that a call is a walk over moves and nothing else.

``alias_table`` lays the moves out so that one draw of 32 bits picks one (Walker's alias method). ``lane_walk`` walks
many calls side by side, one in each *lane*: a step of all lanes is a handful of operations on whole arrays. The row of
an end is the row of the start, so that a lane whose call has ended has begun the next one with its next step; no lane
waits for another, and nothing is masked out. A chunk starts exactly so many calls and walks each to its end: to stop
after some time instead would leave out the longest calls.

Calls that meet each other, because people are taken by other calls, cannot be walked side by side. ``queue_day`` plays
them in the order of time, a day of arrivals after the other; nobody waits over midnight for a day that begins with
empty queues, so days are independent, and a chunk is a few days.

Either way a chunk is a pure function of its rows, the seed and its number: the draws are a stream of their own
(``SeedSequence`` with the chunk's number as its key). Results are whole numbers, which add up to the same in any order.
So one process or many, here or elsewhere, give the same figures to the last digit. ``crowd_run`` hands chunks to
whoever works (``workers``), and checks that every chunk is in the total once.

Example: of a menu that 60 of 100 callers leave by key 1 after 8 s, the state *round 1* has the move (.6, department 1,
8 s, "main, round 1, chose, key 1"); ten million walks count how often each fact occurs, and how long calls take.
"""
