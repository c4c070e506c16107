"""Tools for testing flows with pytest, with hypothesis, or both.

``plugin`` is the pytest plugin: it collects ``*.calls.yaml`` (``calls_file``), gives Python tests a
``flow`` (``flow_fixture``) and a ``call`` (``phone_call``), and reports their coverage (``flow_coverage``).
``strategies`` generates receptionists, flows and callers; ``stateful`` tries a user's own invariants on
callers who do anything that a phone can do; ``engine_strategies`` and ``world_strategies`` generate what lies behind
the menus: engines, and answers of the world.
"""
