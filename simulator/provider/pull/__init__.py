"""What is live -> the folder of a flow, of which everything stays that the provider does not know.

``choose`` what is meant · ``keys``, ``naming`` what is new called · ``spelling`` values as text, in their author's
way · ``rewrite`` one receptionist's file, edited in place · ``flow_edit`` flow.yaml, edited in place · ``folder`` all
files: read, composed, written all or none · ``pull`` the whole of it.
"""
