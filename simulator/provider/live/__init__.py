"""What is seen of an account, in the model's words, and how it stands to what a flow says.

``live`` what an answer shows · ``leads`` where it leads · ``apart`` ids that two lists share · ``items`` answers ->
what is live · ``wanted`` values, and what nobody knows · ``names`` @names and keys here, ids there · ``said`` what a
file says; what is alike · ``words`` how a field differs · ``matching`` which is which.
"""
