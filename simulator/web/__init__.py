"""A flow as one web page that plays calls: for people who show, sell or sign a phone menu.

``page_data`` collects what the page needs to know of a flow: its rows (``tables``), names, words, how its schedules
stand, and its tests as calls to watch. ``page_scripts`` joins the modules of ``page/``, which need no build step, and
``page_document`` writes the file. The page's interpreter follows the same rows as ``tables.table_walk``; a test plays
random callers in both, and their records are equal.
"""
