"""The live state of an account in the model's words, and how it compares with a flow.

``live_state`` what a response shows · ``onward_links`` where it leads · ``id_spaces`` ids that two lists share ·
``list_items`` responses -> what is live · ``live_fields`` values, and unknown ones · ``id_names`` @names and keys
here, ids there · ``file_fields`` what a file says; what is alike · ``difference_words`` how a field differs ·
``state_comparison`` live state against desired state ·
``matching`` which is which · ``number_targets`` where numbers lead · ``time_group`` live hours next to a flow's ·
``portal_entries``, ``schedule_notices`` what is never sent, and what to enter in the portal for it.
"""
