"""What schemathesis cannot know by itself: a key names one request, and a problem is one of those that the document lists."""
import uuid

import schemathesis
from schemathesis.core.failures import Failure


@schemathesis.hook
def before_call(context, case, kwargs):
    """A key that was used for something else is refused, as it should be: each valid request gets one of its own."""
    if case.meta is not None and case.meta.generation.mode.is_positive and case.headers and "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())


@schemathesis.check
def problem_is_listed(ctx, response, case):
    """Every error is a problem document, of a type that the document lists under its status."""
    if response.status_code < 400:
        return
    if response.status_code == 405:  # of the address, not of an operation
        return
    content_type = response.headers.get("content-type", [""])[0]
    if not content_type.startswith("application/problem+json"):
        raise Failure(operation=case.operation.label, title="Not a problem document", message=f"{response.status_code} came as {content_type or 'nothing'}")
    listed = case.operation.definition.raw["responses"].get(str(response.status_code), {}).get("x-problem-types", [])
    told = response.json()
    if told.get("type") not in listed:
        raise Failure(operation=case.operation.label, title="Problem that is not listed", message=f"{response.status_code} {told.get('type')} is not among {', '.join(listed) or 'none'}")
    if told.get("status") != response.status_code or not told.get("detail") or not told.get("advice"):
        raise Failure(operation=case.operation.label, title="Problem without detail or advice", message=response.text[:300])
