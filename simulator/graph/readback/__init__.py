"""A flow in plain words.

``whole`` the flow, as text or Markdown · ``sentences`` one receptionist · ``recordings`` the list of
recordings, and the sheet to record from.
"""
