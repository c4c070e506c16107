"""Text -> flow: files, folders, the provider's answers; every problem with its file, line and column.

The way of one file::

    find        which file a FLOW means
    read        its bytes -> text, within limits
    document    text -> plain tree (yaml_tree, json_tree), and back to places (marks) for messages
    opening     which kind it is: a receptionist, a flow (flow, catalogue), an answer (answer)
    receptionist  the wire's names -> the model; problems in the author's own names (problems)
    names, lengths   @names -> ids; how long each recording plays

Positions are looked up only when something is wrong.
"""

from simulator.load.opening import load
from simulator.load.semantics import semantics_of

__all__ = ["load", "semantics_of"]
