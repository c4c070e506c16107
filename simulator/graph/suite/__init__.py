"""The smallest suite of calls that covers a flow; ``flowtests.calls_writer`` writes it as a file.

``maker`` makes it · ``decisions`` the decisions as a graph · ``covering_routes`` routes that make every one ·
``minimum_flow`` proof that fewer calls are not enough · ``route_exchange`` routes that exchange their ends ·
``route_steps`` a route as a caller's steps · ``call_names`` names for the calls.
"""
