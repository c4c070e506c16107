"""Real engines: the same callers ring an Asterisk on this machine, and both calls are compared.

A flow is written as a dialplan (``exchange``); an Asterisk of its own, which reaches no network, runs it. Each call is
a local channel, started over the manager interface (AMI) on loopback; the caller's keys go in over the same interface,
and what Asterisk did is read from its log. The modules, from the ground up::

    ami_client            one session of the manager interface
    asterisk_install      an installed Asterisk: this machine's own, or one in a folder
    asterisk_settings     the settings of one that reaches no network
    asterisk_server       a running one, and its end, whatever happens
    dialplan_marks        what the steps of an exported dialplan mean
    flow_dialplans        flows as the files of one Asterisk
    ringing_call          one call under way: the caller's keys at their times
    call_log              what Asterisk wrote about each call
    asterisk_calls        many calls at once
    mailboxes             voicemails as mailboxes of that Asterisk
    left_messages         messages that callers leave and stay
    engine_trace          a call that was made, as turns and effects like those of ``play``
    settled_calls         each call rung until two tries tell the same
    call_races            calls that are a race on a real engine
    caller_drawing        random callers who know the menu
    agreement             the same calls in ``play`` and on the engine, compared
    difference_shrinking  the smallest caller and flow that still differ
    transcript_pair       two transcripts side by side
    agreement_text        the result as text and as JSON
"""
