"""The pure machine: no clock, no chance, no files, no logging.

``events`` what can happen to a call · ``effects`` what it causes · ``places`` where it can be ·
``blueprint`` what one menu does, as places and edges that carry only data · ``call_plan`` the blueprints of a
flow, joined · ``machine`` the ``transitions`` machine that walks them ·
``call`` one call: each event is answered with one turn.
"""
