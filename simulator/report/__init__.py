"""The layout of results for people and programs: the worst first, what many places share once, how to see the rest.

Analysis rooms return data; here it becomes lines. A summary shows a screen or two of any flow, whatever its size,
and ends with the flag that shows everything::

    finding_summary     findings by rule, the most severe first, with the menus that share each
    finding_formats     every finding by receptionist as text, JSON, GitHub annotations and a GitLab report
    sarif               findings as SARIF, which code hosts and editors read
    proof_text          claims with their verdicts, the callers who refute them, and the table of times
    flow_summary        the menus read back: what they share, then the keys of each
    coverage_summary    the least covered receptionists, and what many of them leave uncovered
    readings_summary    the settings that matter to callers, with a caller for each
    robustness_summary  tests by the settings that they depend on
    section_layout      a flow read back in full, as text and Markdown
    recording_sheet     the recordings as text and JSON, and the sheet to record from
    coverage_report     the coverage of one flow as a table and as JSON
    run_coverage        the coverage of a whole run of tests
    cobertura           coverage as XML, with the lines of the files
    review_report       a change as its callers notice it, as text, Markdown and JSON
    semantics_summary   the settings of an engine, its profiles, and what is documented
    evidence_summary    how true the simulator is: what is documented, measured, read or open
    identification_summary  what calls by telephone say of an engine
    telephone_sheet     these calls on paper, each in the words of telephone_words
    calendar_text       who is reached when, as text; calendar_json as JSON
    call_sound          a whole call as sound, from its call_timeline and prompt_sounds
    odds_text           where callers end, with text_bars; traffic_text for a crowd; odds_json and traffic_json
    figure_rows         the same as one tidy table
    figures_page        the same as a page with plots, from figure_facts
    page_parts          the pieces of a page; every text of a flow is escaped there
    recording_bill      what a change of the flow costs in recordings
"""
