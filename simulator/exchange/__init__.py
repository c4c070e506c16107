"""Files of other systems, made of a flow: the dialplan of an Asterisk that does what ``play`` does.

The modules, from the ground up::

    dialplan_syntax      contexts, extensions and steps, and how they are printed; no value gets out of its place
    dialplan_names       a name for each context, extension, variable and sound file
    menu_context         a receptionist as a context: its rounds, its keys, its mistakes
    end_context          where calls arrive
    dialplan_writer      the whole ``extensions.conf``
"""
