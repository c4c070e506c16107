"""What is known of a flow before anyone calls: what is wrong with it, and what can be proved of it.

``prove`` claims that hold for every caller, or the shortest caller for whom they do not · ``claim``
the form of a claim · ``standard_claims`` the claims that are made of every flow · ``claim_examination`` those that
somebody makes · ``prove_text`` all of it in plain words.

``run`` the rules over a flow · ``rule`` what a rule is and what it looks at · ``rules`` the rules, one file
each · ``registry`` finds them · ``merging`` one finding for one problem · ``exceptions`` findings silenced
where they stand · ``baseline`` what is known already · ``fixes`` what is certain · ``menu_levels``, ``formats``,
``sarif`` findings for people and programs.

What rules share: ``spoken_scripts`` and ``scripts`` what recordings announce · ``silent_caller`` what a silent caller
goes through in a menu · ``option_labels`` and ``better_fit`` what options are called, and which destination that
names · ``loop_findings`` the cycles that callers are caught in, in words.
"""
