"""Exact odds: where callers end and when, computed instead of sampled.

Theory of operation. A persona remembers nothing but the round of its stay in a menu, so a call is a Markov chain.
Three reductions make it small. ``round_play`` plays one round for each thing that a caller may do in it: that has one
ending and takes one time. ``menu_stay`` sums the rounds of one stay, whose counts only grow, so one pass in their
order is enough; stays are shared by all menus alike in their rows, times and counts. What is left is a chain with one
row for each receptionist (``call_chain``), and ``chain_solution`` finds how often each is visited: by passing callers
on until none is left, and where they would go round too long, by elimination within strong components
(``component_solution``).

Of every share the first two moments of time are kept next to it: with *p* the chance of a way, *a* the chance times
the mean of its time and *b* the chance times the mean of its square, a way of *d* milliseconds more has
``(p, a + d p, b + 2 d a + d d p)``, and one way after another has ``(p q, a q + p c, b q + 2 a c + p d)``. So the
means and variances come out of the same sums as the shares. ``arrival_times`` follows callers millisecond by
millisecond instead, for percentiles.

Example: 60 of 100 callers press a valid key in a round of 8 s, the others stay silent for 13 s and hear it again.
A stay is ``.6 + .4 (.6 + .4 ...)``: everybody chooses in the end, after ``.6 (8) + .24 (21) + ...`` = 16.67 s.

Keys that are still to come when a round is over (the second key of ``12`` where ``1`` is taken at once) are pressed at
their times, as in any call; the chain then has rows for a receptionist entered with such keys under way.

``flow_odds`` gathers the results, ``week_situations`` the states of schedules with their weights; ``fall_backs`` and
``choice_use`` look closer, ``way_use`` at each way of the map, ``week_hours`` at the hours of a week, and
``setting_effects`` says what a change of one setting would do.
"""
