"""Drafts for tests, written with the fields of a draft and of its claims side by side."""

from typing import Any

from msgspec.structs import replace

from tracker.domain.report import Claims
from tracker.reading.draft import Draft


def make_draft(**fields: Any) -> Draft:
    """Return a draft; fields that a report claims (kind, host, window, ...) go into its claims."""
    return Draft(claims=Claims(**_claimed(fields)), **fields)


def change(draft: Draft, **fields: Any) -> Draft:
    """Return the draft with other values for some fields, its own or claimed."""
    return replace(draft, claims=replace(draft.claims, **_claimed(fields)), **fields)


def _claimed(fields: dict[str, Any]) -> dict[str, Any]:
    """Take the claims out of the fields."""
    return {name: fields.pop(name) for name in Claims.__struct_fields__ if name in fields}
