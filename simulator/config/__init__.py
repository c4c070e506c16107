"""A receptionist and a flow as data, and nothing that acts on them.

``receptionist`` one menu (or one straight forward) with names that mean one thing ·
``flow`` several of them with their catalogue · ``semantics`` how the engine behind them behaves ·
``menu_engine`` what flow.yaml says of the engine behind one menu, attached by ``engine_attachment`` ·
``documentation`` what the provider says of the engine · ``measurements`` engines that made the same calls ·
``schedules`` and ``routes`` what lies behind a destination · ``durations`` times with units, read and printed ·
``field_meanings`` what each field of a receptionist means, short and long ·
``value_rules`` the rules for single values (ids, counts, keys), each with its message.
"""
