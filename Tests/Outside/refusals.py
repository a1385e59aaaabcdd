"""What schemathesis does not know by itself: a refusal names its parameter, and a question that its description allows is refused only
where a value is a record that this site does not have, or does not fit another one."""
import schemathesis

# Values that are records or places, or belong to an earlier answer; and those that must fit another.
OPEN = {"owner", "cursor", "since", "region", "near", "within", "begin", "end", "campaign", "Idempotency-Key"}
# Headers whose absence is refused, and refusals that concern the body as a whole.
HEADERS = {"Idempotency-Key", "Content-Type"}
BODIES = {"body-unreadable", "body-unwanted"}


@schemathesis.check
def refusals_name_their_parameter(ctx, response, case):
    if response.status_code != 400:
        return
    problem = response.json()
    # A parameter without a name has none to tell; of a long name the beginning is told.
    name = problem.get("parameter", "")
    if problem["code"] in BODIES:
        return
    asked = set(case.query or {}) | set(case.headers or {}) | HEADERS
    assert any(one == name or (name and one.startswith(name)) for one in asked), f"the refusal names {name!r}, asked were {sorted(asked)}"
    if case.meta is not None and case.meta.generation.mode.is_positive:
        assert name in OPEN, f"{name} is refused although its description allows it: {problem.get('detail')}"
