"""Where Schemathesis takes a right answer for a fault, or a wrong request for a right one: see docs/contract-tests.md."""

from uuid import uuid4
from zoneinfo import available_timezones

import schemathesis
from hypothesis import strategies as st
from schemathesis.generation.meta import TestPhase
from schemathesis.openapi.checks import JsonSchemaError, RejectedPositiveData

schemathesis.openapi.format("time-zone", st.sampled_from(sorted(z for z in available_timezones() if z[:1].isupper())))


@schemathesis.hook
def map_case(context, case):
    if case.meta is not None and case.meta.generation.mode.is_positive:
        if case.meta.phase.name != TestPhase.STATEFUL:
            (case.query or {}).pop("cursor", None)
        for name in ("If-Match", "If-None-Match"):
            if (case.headers or {}).get(name) == "0":
                del case.headers[name]
        if "Idempotency-Key" in (case.headers or {}):
            case.headers["Idempotency-Key"] = str(uuid4())
    return case


def has_nul(value):
    if isinstance(value, dict):
        return any(has_nul(member) for member in value.values())
    if isinstance(value, list):
        return any(has_nul(item) for item in value)
    return isinstance(value, str) and "\0" in value


def is_of_due_date(violation):
    pointer, code = violation.get("pointer", ""), violation["code"]
    return (
        violation["message"] == "must be null where due_date is"
        or (pointer.endswith("/due_date") and code == "maximum")
        or (pointer.endswith("/time_zone") and code == "format")
    )


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """True keeps the failure."""
    if isinstance(failure, JsonSchemaError):
        return case.operation.path != "/openapi.yaml" or response.status_code != 200
    if not isinstance(failure, RejectedPositiveData):
        return True
    if response.status_code == 412:
        return case.headers.get("If-Match", "*") == "*" and not case.operation.path.endswith("/batch")
    if response.status_code == 422:
        violations = response.json()["violations"]
        if all(is_of_due_date(v) for v in violations):
            return False
        opaque = ([("query", "cursor", "cursor")], [("header", "Idempotency-Key", "reused")])
        return [(v["in"], v.get("name"), v["code"]) for v in violations] not in opaque
    if response.status_code == 400:
        return not (has_nul(case.body) or has_nul(dict(case.query or {})))
    return True
