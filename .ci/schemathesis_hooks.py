"""Where Schemathesis takes a right answer for a fault, or a wrong request for a right one: see docs/contract-tests.md."""

import schemathesis
from schemathesis.generation.meta import TestPhase
from schemathesis.openapi.checks import JsonSchemaError, RejectedPositiveData


@schemathesis.hook
def map_case(context, case):
    if case.meta is not None and case.meta.generation.mode.is_positive:
        if case.meta.phase.name != TestPhase.STATEFUL:
            (case.query or {}).pop("cursor", None)
        for name in ("If-Match", "If-None-Match"):
            if (case.headers or {}).get(name) == "0":
                del case.headers[name]
    return case


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """True keeps the failure."""
    if isinstance(failure, JsonSchemaError):
        return case.operation.path != "/openapi.yaml" or response.status_code != 200
    if not isinstance(failure, RejectedPositiveData):
        return True
    if response.status_code == 412:
        return case.headers.get("If-Match", "*") == "*"
    if response.status_code == 422:
        violations = [(v["in"], v.get("name"), v["code"]) for v in response.json()["violations"]]
        return violations != [("query", "cursor", "cursor")]
    if response.status_code == 400:
        return not (isinstance(case.body, dict) and any("\0" in v for v in case.body.values() if isinstance(v, str)))
    return True
