"""A change of a flow: first what callers notice, then what was written.

``change`` the review · ``fields`` what was written · ``review_report`` it as text, Markdown and JSON.
"""
