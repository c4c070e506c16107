"""The prompts that a change of a flow makes untrue, and the words to record in their place.

``bill_writer`` draws up the bill: it goes through every use of a recording (``prompt_uses``), asks what each use says
that is no longer so (``option_faults``, ``transfer_faults``, ``rule_faults``), and has new words proposed
(``proposal``) that make it true, unless another order of keys would (``key_order``).
"""
