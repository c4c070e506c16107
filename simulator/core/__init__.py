"""The pure machine: no clock, no chance, no files, no logging.

``events`` what can happen to a call · ``effects`` what it causes · ``blueprint`` what a menu does,
as places and edges that carry only data · ``machine`` the ``transitions`` machine that walks them ·
``call`` one call: each event is answered with one turn.
"""
