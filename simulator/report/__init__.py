"""The layout of results as text for people: the worst first, what many places share once, and how to see the rest.

Analysis rooms return data; here it becomes lines. A summary shows a screen or two of any flow, whatever its size,
and ends with the flag that shows everything::

    finding_summary     findings by rule, the most severe first, with the menus that share each
    flow_summary        the menus read back: what they share, then the keys of each
    coverage_summary    the least covered receptionists, and what many of them leave uncovered
    readings_summary    the settings that matter to callers, with a caller for each
    robustness_summary  tests by the settings that they depend on
    semantics_summary   the settings of an engine, its profiles, and what is documented
"""
