"""A flow as one web page that plays calls: for people who show, sell or sign a phone menu.

``page_data`` collects what the page needs to know of a flow: its rows (``tables``), names, words, how its schedules
stand, and its tests as calls to watch. ``page_scripts`` joins the modules of ``page/``, which need no build step, and
``page_document`` writes the file. The page's interpreter follows the same rows as ``tables.table_walk``; a test plays
random callers in both, and their records are equal.

A folder of flows is served as its files are now. ``folder_watch`` tells which files have changed, ``flow_examiner``
examines one ``served_flow`` after the other in a thread, and ``news_bell`` tells those who listen. ``flow_notes`` are
the failing tests, findings and changes that stand next to a page (``notes_html``, ``desk_pages``, ``desk/``).
``served_pages`` are the applications, for this machine and for phones (``phone_code``); ``folder_server`` runs them.
"""
