"""Files of other systems: a flow as the dialplan of an Asterisk, a FreePBX backup or a spreadsheet as a flow.

Out, from the ground up::

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
    csv_writer           a flow as a spreadsheet (``csv_cells``)

In::

    construct_list       every field of a source, and what became of it; nothing is dropped silently
    imported_flow        a flow as another system has it, before it is a folder
    source_format        which system a file is from
    backup_files         a FreePBX backup: an archive, a folder, one module; hostile ones are refused
    freepbx_tables       its rows
    freepbx_targets      what rows refer to (``freepbx_destinations``: how FreePBX writes that)
    freepbx_menus        its IVRs (``dial_patterns``: patterns written out), and ``freepbx_announcements``
    freepbx_returns      entries that lead back to the menu that a call came from
    freepbx_hours        its time conditions
    freepbx_sounds       its recordings (``joined_sounds``: several as one)
    freepbx_import       the whole backup
    csv_cells, csv_sheet a spreadsheet of menus: its cells and its rows
    csv_import           the whole sheet
    flow_merge           an imported flow into a folder, new or again (``flow_update``: its flow.yaml)
    import_report        what was carried, changed and left out
"""
