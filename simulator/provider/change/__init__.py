"""Changing what is live: planned, looked at, carried out so that it can be killed at any time, and taken back.

From the ground up::

    body_values  receptionists, and what is live of them, as JSON values
    lock_merge  both sides of a lock that git could not merge
    lock        ivrsim.lock: which live receptionist is whose, and what was last written there
    desired     what a flow wants to be live, leading to each other by @key
    creation_order  what is made first; what waits in a circle
    field_comparison  a receptionist of the flow and live: what differs, what is not known
    change_plan  the steps of a push or a rollback, what stands against it, what would be lost
    planner     how it is made
    plan_file, plan_text   a plan as JSON and back; as text and Markdown
    behaviour   what callers would notice of it, and calls that show it
    gates       checks, proofs and tests that have to hold
    drift       how the list differs from what was sent, or from what it showed before
    push_progress  which steps are settled, and what became of the request under way
    stepper     pure: from plan, progress and what is live to the one thing to do next
    journal     each request written down before it is sent
    receipt     what was before and after
    push        the driver: journal, request, look, lock, next
    rollback_plan  the plan that takes it back

One push: ``cli.push`` opens flow and lock, ``planner.make_plan`` compares them with the account, ``gates`` try the
flow; ``push.PushRun`` asks ``stepper.next_action`` what comes next until it says ``FinishPush``.

Journal, receipt and lock stay three files, since one durable record would have to keep three contradictory promises:

* the *journal* is appended to, line by line, each line on the disk before its request is sent, so that a kill leaves
  at most a torn last line. It belongs to this machine, and is removed at the end;
* the *receipt* is replaced as a whole at the end, is committed and read by people, and never changes again. A record
  that is appended to would reach git half written;
* the *lock* outlives every push, holds all accounts of a flow, and is merged by git, key by key. In a log of pushes
  two branches would always conflict, although they rarely disagree on an id.

A receipt that replaces its journal also needs no marker for "finished": a journal that exists is unfinished. What the
three share has one definition: ``plan_file`` for plans, ``journal.parse_start`` for how a push began,
``body_values`` for bodies, and ``disk.durable_file`` for writing.
"""
