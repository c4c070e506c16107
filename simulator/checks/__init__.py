"""Facts about a flow before anyone calls: what is wrong with it, and what can be proved about it.

Proofs::

    prove               claims that hold for every caller, or the shortest caller for whom one fails
    claim               the form of a claim, with its verdict
    standard_claims     the claims that are made about every flow
    claim_examination   the claims that a flow or a command line adds

Findings::

    run                 runs the rules over a flow
    rule                the form of a rule, and of what it finds
    checked_flow        what a rule looks at, and how it says where
    rules               the rules, one file each, with their limits and pages
    registry            finds the rules by their file names
    merging             makes one finding of one problem
    exceptions          findings silenced where they stand, with a reason
    baseline            findings that a flow already had
    fixes               text edits that are certain

What rules share::

    spoken_scripts      what callers of a receptionist hear, read
    scripts             the reader of recording scripts
    silent_caller       what a silent caller goes through in a menu
    menu_levels         the menus by level, ways back, and what lies after announcements
    option_labels       what options are called, and how well destinations fit that
    better_fit          another destination that fits a label better
    catalogue_gaps      destinations that the catalogue lacks
    option_usage        how often past callers chose each option
    loop_findings       cycles that callers are caught in, in words; circles of schedules
    world_findings      the flow with its schedules held fixed, and what is found there
    schedule_hours      the hours of a schedule: by day or by night, line by line
    branch_reach        all that a call can get to from one branch of a schedule
"""
