"""A web server on this machine: its address, the requests that it accepts, and how it starts and ends.

The practice provider (``provider.sandbox``) and the pages of flows (``web``) are served alike. ``loopback`` which hosts
are this machine · ``local_address`` its address for others on the local network · ``request_guard`` which requests are
meant for it · ``ready_server`` runs it until a signal.
"""
