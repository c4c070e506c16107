"""The document says what the application does: generated requests are answered as it says."""

from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from simulator.provider.sandbox.application import ROOT, application
from simulator.provider.sandbox.openapi import openapi_document
from simulator.provider.sandbox.route_table import ROUTES
from tests.provider.sandbox.test_application import seeded

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_every_route_is_in_the_document() -> None:
    for dialect, routes in ROUTES.items():
        paths = openapi_document(dialect, ROOT)["paths"]
        assert {(method.upper(), path) for path, methods in paths.items() for method in methods} == {
            (route.method, ROOT + route.path) for route in routes
        }


vr = schemathesis.openapi.from_asgi("/openapi.json", application(seeded("vr")))
ivr = schemathesis.openapi.from_asgi("/openapi.json", application(seeded("ivr")))


@vr.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_the_vr_dialect(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(headers={"authorization": "sandbox-token"}, checks=CHECKS)


@ivr.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_the_ivr_dialect(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(headers={"authorization": "sandbox-token"}, checks=CHECKS)
