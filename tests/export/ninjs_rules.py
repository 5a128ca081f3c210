"""The rules of ninjs 3.1 for an event item, as a JSON schema of the properties that we use, after the published one."""

from typing import Any, Final


def _closed(*required: str, **properties: Any) -> dict[str, Any]:
    """Return the rule for an object that has no keys but `properties`."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
        "minProperties": 1,
    }


def _some(rule: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": rule, "minItems": 1}


TEXT: Final = {"type": "string", "minLength": 1}
URI: Final = {"type": "string", "pattern": r"^(https?://[!-~]+|urn:uuid:[0-9a-f-]{36})$"}
INSTANT: Final = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
TRUNCATED: Final = {"type": "string", "pattern": r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"}
WORDED: Final = _closed("value", role=TEXT, contentType=TEXT, value=TEXT)
CONTACT: Final = _closed("address", type=TEXT, address=_closed(country=TEXT))

_COMMON: Final = {
    "uri": URI,
    "type": {"enum": ["text", "event"]},
    "representationType": {"enum": ["full", "partial"]},
    "language": TEXT,
    "headlines": _some(WORDED),
    "by": TEXT,
}
ITEM: Final = _closed(
    *("uri", "type", "standard"),
    **_COMMON,
    standard=_closed("name", "version", "schema", name=TEXT, version=TEXT, schema=URI),
    version=TEXT,
    firstCreated=INSTANT,
    versionCreated=INSTANT,
    pubStatus={"enum": ["usable", "withheld", "canceled"]},
    title=TEXT,
    descriptions=_some(WORDED),
    edNote=TEXT,
    eventDetails=_closed(
        eventStatus=URI,
        # At least one of the two; they exclude `startDate` and `endDate`, which are whole instants.
        dates=_closed(expectedStartDate=TRUNCATED, expectedEndDate=TRUNCATED),
    ),
    people=_some(_closed("name", name=TEXT, rel=TEXT, contactInfo=_some(CONTACT))),
    places=_some(_closed("name", name=TEXT, rel=TEXT, literal=TEXT, contactInfo=_some(CONTACT))),
    subjects=_some(_closed(name=TEXT, rel=TEXT, literal=TEXT)),
    events=_some(_closed(name=TEXT, rel=TEXT, uri=URI)),
    infoSources=_some(_closed(name=TEXT, role=TEXT)),
    associations=_some(_closed("name", "uri", **_COMMON, name=TEXT, rel=TEXT)),
    altIds=_some(_closed(role=TEXT, value=TEXT)),
)
