"""Past calls on the menu as it is now: their keys walked through the rows, and what came of them counted.

``key_walk`` takes the keys of one call where the menus take keys; ``past_landing`` says where a call began and landed;
``replay_count`` compares the two landings of every call, and gathers examples.
"""
