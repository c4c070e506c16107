"""The rules, one file each: its docstring is the rule's page, ``find`` what it looks for (see ``checks.base``)."""
