"""Files of other systems, made of a flow: the dialplan of an Asterisk that does what ``play`` does.

The modules, from the ground up::

    dialplan_syntax      contexts, extensions and priorities, and their text; no value gets out of its place
    dialplan_names       a name for each context, extension, variable and sound file
    menu_rules           what a menu does, read from its blueprint
    menu_context         a receptionist as a context: its rounds, its keys, its mistakes
    schedule_context     a schedule as a subroutine
    dial_map             what follows where calls arrive: a file that says so
    end_context          where calls arrive, and what is asked before: schedules, people who pick up
    asterisk_limits      what a flow may ask for that Asterisk cannot do
    dialplan_writer      the whole ``extensions.conf``
    sound_files          its sounds
    softphone_files      the settings of an Asterisk that a softphone on this computer rings
    asterisk_folder      everything that an export writes
"""
