"""Readers of the whole: what a flow is, seen all at once rather than call by call.

``walk`` who leads to whom · ``courses`` what happens to callers who choose nothing, or wrongly ·
``wording`` numbers, times and names as an administrator writes them · ``sentences`` one
receptionist in plain words · ``readback`` the whole flow in plain words, as text or Markdown.
"""
