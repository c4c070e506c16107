"""A flow compiled to rows: what each event leads to, what plays, and how long, for whoever reads many calls at once.

Theory of operation. The blueprint unrolls every count and every key typed so far into places of their own, which
keeps the machine without a memory but makes a menu of 99 and 99 retries ten thousand rounds long. Rows say the same
once: a call is at a *position* of its menu (which prompt plays, or that it listens), at a *node* of the menu's keypad
(the keys typed so far), with two counts. What a position leads to does not depend on the counts, but for a wrong key
or a silence, which leads to another round while tries are left, and else to the way out.

Menus differ in their recordings, lengths, keys and destinations, and hardly in their positions. So positions are
shared by all menus of one *kind*, keypads by all with the same keys; what is a menu's own is in its *station*.

Example: `1` leads to a desk in one menu and to another menu in the next. Both have the kind *greeting, then listen;
a wrong key plays the retry recording and the greeting*, and the keypad *1 chooses the first way, every other key is
wrong*; their stations say which recordings these are, and where the first way leads.

``menu_rows`` and ``keypads`` read their rows off blueprints, which remain the one definition of a menu;
``flow_table`` joins them, ``table_walk`` follows them event by event, ``table_plan`` does so in the core's own places,
as analyses name them, and ``table_json`` writes them down. ``flow_digest`` tells flows apart by what callers notice.
"""
