"""The tools by which every other room puts words together.

``sanitizer``  text whose values cannot steer a terminal, forge a line or command a CI runner: the only kind that leaves
               the program
``markup``     the same for JSON, XML, Markdown and GitHub's commands
``phrases``    counts and lists in a sentence: ``two menus``, ``a, b and c``
``suggestion`` ``; did you mean main?`` at the end of a message
``table``      columns as wide as their widest text
``difference`` two texts as a unified diff
"""
