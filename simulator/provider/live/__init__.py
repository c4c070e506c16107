"""What is seen of an account, in the model's words, and how it stands to what a flow says.

``live_state`` what an answer shows · ``onward_links`` where it leads · ``id_spaces`` ids that two lists share ·
``list_items`` answers -> what is live · ``live_fields`` values, and what nobody knows · ``id_names`` @names and keys
here, ids there · ``file_fields`` what a file says; what is alike · ``difference_words`` how a field differs ·
``matching`` which is which.
"""
