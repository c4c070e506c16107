"""The page that a client signs, and what comes back from them: approvals and comments.

A report says in the client's words what a flow does and how that is known::

    menu_facts          what callers hear in each menu, where each key leads, what mistakes cost
    time_facts          how soon and how late callers get somewhere
    check_facts         what was checked: rehearsed calls, proofs, findings
    assumption_facts    what is assumed and not known
    change_facts        what has changed since an earlier version
    flow_report         all of it as one value
    page_plan           what fits on the first page of paper
    report_page         the page as HTML, to read on a screen and to print and sign
    report_markdown     the same for a pull request
    approval_text       an approval as text, read: its digest, who gave it, the comments in it
    move_certificate    a dated statement about two flows, to read and to check again
    comment_places      the menu and the field that a comment is about
"""
