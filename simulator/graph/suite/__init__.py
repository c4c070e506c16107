"""The smallest suite of calls that covers a flow, written as a person would.

``maker`` makes it · ``decisions`` the decisions as a graph · ``covering_routes`` routes that make every one ·
``minimum_flow`` whether fewer calls could do · ``route_steps`` a route as a caller's steps · ``call_names`` what to
call each · ``suite_writer`` the file.
"""
