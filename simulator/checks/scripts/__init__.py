"""A small reader of recording scripts: which keys a voice announces, what for, in which order and when.

``reader`` is the way in. A language is a file of words in ``languages``: to add one, write its file and scripts to
measure it by (``tests/checks/scripts/labelled``). ``spelling`` gives words one form, ``detection`` finds the language,
``language_passages`` and ``word_tokens`` cut the text, ``spoken_keys`` reads keys and codes, ``mentions`` finds those
with a verb, ``verbless_keys`` those without one, ``labels`` says what each is for, ``staying`` finds staying on the
line as a choice, ``label_match`` tells whether a label and a name may mean the same, ``hours`` reads opening hours.
"""
