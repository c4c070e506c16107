"""A change of a flow: first what callers notice, then what was written.

``change`` the review · ``fields`` what was written. ``report.review_report`` lays it out.
"""
