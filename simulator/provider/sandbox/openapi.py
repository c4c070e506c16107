"""The sandbox as an OpenAPI 3.1 document, made from the same table as its application."""

from __future__ import annotations

from typing import Any

from simulator import __version__
from simulator.provider.live.live_fields import Dialect
from simulator.provider.sandbox.route_table import ROUTES, SandboxRoute

_SAID: dict[str, Any] = {
    "type": "object",
    "required": ["success", "message"],
    "properties": {
        "success": {"type": "boolean"},
        "message": {"type": ["string", "array", "object"], "description": "text, a list, or field -> list"},
    },
}
_SAID_CAPITALISED: dict[str, Any] = {
    "type": "object",
    "required": ["Success", "Message"],
    "properties": {"Success": {"type": "boolean"}, "Message": _SAID["properties"]["message"]},
}
_LISTED: dict[str, Any] = {"type": ["array", "object"]}
_TOKEN: dict[str, Any] = {
    "type": "object",
    "required": ["success", "access_token", "token_type", "expires_in"],
    "properties": {"access_token": {"type": "string"}, "expires_in": {"type": "integer"}},
}
_GATEWAY: dict[str, Any] = {"type": "object", "required": ["message"], "properties": {"message": {"type": "string"}}}


def openapi_document(dialect: Dialect, root: str) -> dict[str, Any]:
    """The document of one dialect, whose routes lie below ``root``."""
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES[dialect]:
        paths.setdefault(root + route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": f"ivrsim sandbox ({dialect})", "version": __version__},
        "paths": paths,
        "security": [{"token": []}],
        "components": {"securitySchemes": {"token": {"type": "apiKey", "in": "header", "name": "authorization"}}},
    }


def _operation(route: SandboxRoute) -> dict[str, Any]:
    good = (
        _TOKEN
        if route.does in ("login", "refresh")
        else _SAID
        if route.does not in ("list", "one", "things")
        else _LISTED
    )
    refusal = {"anyOf": [_SAID, _SAID_CAPITALISED]} if route.kind == "single" else _SAID
    answers = {"200": _response_object("Done, or refused with success: false", {"anyOf": [good, refusal]})}
    answers |= {code: _response_object(text, refusal) for code, text in _REFUSALS.items()}
    answers["403"] = _response_object("No such route, or a Host or Origin that is not the sandbox's", _GATEWAY)
    operation: dict[str, Any] = {"summary": route.summary, "responses": answers}
    if "{id}" in route.path:
        operation["parameters"] = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    if route.method in ("POST", "PUT"):
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}
    if route.does == "login":
        operation["security"] = []
    return operation


_REFUSALS = {
    "400": "The body is not a JSON object",
    "401": "The token is not accepted",
    "404": "There is none with this id",
    "413": "The body is too large",
    "415": "The body is compressed, or its content type is not JSON",
    "422": "A field is wrong",
    "429": "Too many requests",
    "500": "A fault that was asked for",
}


def _response_object(text: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": text, "content": {"application/json": {"schema": schema}}}
