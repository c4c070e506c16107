"""Identification of an engine by telephone: which calls tell readings apart by what a person hears, and what was heard.

``audible_call`` says what a person notices of a call, ``candidate_calls`` which calls a person can make, ``call_probe``
what to ask after one of them, ``call_tree`` which to make next, ``menu_approach`` when a menu answers, ``menu_calls``
what the calls to one menu tell, and ``engine_identification`` which readings are left. ``answer_file`` and
``telephone_answers`` read what people answer; ``synthetic_engine`` answers in their place.
"""
