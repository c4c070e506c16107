"""Identification of an engine by telephone: which calls tell readings apart by what a person hears, and what was heard.

``audible_call`` says what a person notices of a call, ``candidate_calls`` which calls a person can make,
``telephone_questions`` what to ask afterwards, ``call_tree`` which call to make next, and ``engine_identification``
which readings are left.
"""
