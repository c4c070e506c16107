"""Arguments -> one call into a room -> print -> exit code. The only room that prints.

``main`` finds the command and turns errors into one message and exit code 2 · ``commands`` what
there is, as data · ``arguments`` the parser and the flags that commands share · ``screen`` text to
any terminal · one module per command, with ``run``, imported when it is called.
"""
