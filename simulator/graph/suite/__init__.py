"""The smallest suite of calls that covers a flow; ``flowtests.calls_writer`` writes it as a file.

``maker`` makes it · ``decisions`` the decisions as a graph · ``covering_routes`` routes that make every one ·
``minimum_flow`` whether fewer calls could do · ``route_steps`` a route as a caller's steps · ``call_names`` the name of
each call.
"""
