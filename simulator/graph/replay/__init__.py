"""Past calls on the menu as it is now: their keys walked through the rows, and what came of them counted.

``past_landing`` says where a call begins and where it landed; ``record_chunks`` reads a file of them. ``key_walk``
takes the keys of one call where the menus take keys; ``replay_job`` compares the two landings of every call of a chunk,
here or at a worker, into ``landing_counts``. ``replay_count`` has those of all chunks, and gathers examples.
``round_acts`` counts what the callers did in each round, and ``persona_fit`` makes a persona of that.
"""
