"""The layout of results: as text for people, as Markdown, JSON, XML and CSV for other programs.

Analysis rooms return data; here it becomes lines. A summary shows a screen or two of any flow, whatever its size,
and ends with the flag that shows everything::

    finding_summary     findings by rule, the most severe first, with the menus that share each
    flow_summary        the menus read back: what they share, then the keys of each
    coverage_summary    the least covered receptionists, and what many of them leave uncovered
    robustness_summary  tests by the settings that they depend on
    section_layout      a flow read back in full, as text and Markdown
    recording_sheet     the recordings as text and JSON, and the sheet to record from
    coverage_report     the coverage of one flow as a table and as JSON
    run_coverage        the coverage of a whole run of tests
    cobertura           coverage as XML, with the lines of the files
    review_report       a change as its callers notice it, as text, Markdown and JSON
"""
