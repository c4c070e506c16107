"""A flow in plain words.

``flow_readback`` the flow, in sections · ``sentences`` one receptionist · ``recordings`` where each recording is used.
``report`` lays them out.
"""
