"""The provider: what is live there, a flow on disk that says the same, and how the one becomes the other.

Reaching it: ``settings`` how, ``accounts`` by name, ``secrets`` with which token, ``connect`` all of these;
``transport`` one request within limits, ``answers`` what comes back, ``paths`` the routes, ``client`` the
account in the model's words.

Pulling, from the ground up::

    live, account, items   what an account shows, and how it is asked
    wanted     what a file is to say of a receptionist; what nobody knows
    names      @names and keys here, ids there
    said       what a file says already; what differs
    spelling   values as text, in their author's way
    rewrite    one receptionist's file, edited in place
    keys, matching, naming, choose   which is which, what is new called, what is meant
    flow_edit  flow.yaml, edited in place
    folder     all files: read, composed, written all or none
    pull       the whole of it

``status`` says whether live is what a flow says, as it is or in a variant; ``words`` how a field differs.
``change`` is the room in which what is live is planned, changed and taken back; ``durable`` and ``alone``
are what it rests on: files that are whole at any time, and one process at a time. ``sandbox`` is a provider to
practise on.
"""
