"""The tools by which every other room puts words together.

``sanitizer`` text whose values cannot steer a terminal, forge a line or command a CI runner: the only
kind that leaves the program · ``markup`` the same for JSON, XML, Markdown and GitHub's commands.
"""
