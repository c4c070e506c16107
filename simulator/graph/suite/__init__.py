"""The smallest suite of calls that covers a flow, written as a person would.

``maker`` makes it · ``decisions`` the decisions as a graph · ``routes`` routes that make every one ·
``fewest`` whether fewer calls could do · ``planned`` a route as a caller's steps · ``names`` what to call
each · ``text`` the file.
"""
