"""Write what is live into the folder of a flow; everything that the provider does not know stays.

``selection`` what is meant · ``new_keys``, ``catalogue_names`` what is new called · ``value_spelling`` values as
text, in their author's way · ``receptionist_edit`` one receptionist's file, edited in place · ``flow_edit``
flow.yaml, edited in place · ``number_entries``, ``hours_stub`` what it says of numbers and of hours · ``folder`` all
files: read, composed, written all or none · ``pull_run`` the whole of it.
"""
