"""A provider to practise on: a local server that speaks the documented API, with its quirks, and faults on demand.

``store`` what the account holds, in SQLite · ``request_bodies`` the wire's bodies -> the model, and refusals ·
``payload`` the JSON of a request · ``access_tokens`` who may ask · ``faults`` what goes wrong next · ``route_table``
every route, once: the application and the OpenAPI document (``openapi``) are both made from it · ``application`` the
ASGI application · ``server`` runs it.
"""
