"""A flow in plain words.

``flow_readback`` the flow, as text or Markdown · ``sentences`` one receptionist · ``recordings`` the list of
recordings, and the sheet to record from.
"""
