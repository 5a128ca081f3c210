"""The reader's own record: how its drafts were decided, by sure and unsure, reader, outlet and field."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tracker.domain.report import Json
from tracker.ledger.deciding import REJECTED
from tracker.ledger.inbox import QueuedDraft
from tracker.reading.draft import FIELDS

# What a row is about: `all`, `sure`, `reader`, `outlet` or `field`; its name; and whether its drafts are sure.
Key = tuple[str, str | None, bool | None]
_ORDER = ("all", "sure", "reader", "outlet", "field")


class RecordRow(Struct, kw_only=True):
    """How many drafts were accepted as they were, changed and then accepted, or rejected.

    Of a `field` it counts the accepted drafts that have it, or were given it.
    """

    by: str
    name: str | None
    sure: bool | None
    as_drafted: int = 0
    changed: int = 0
    rejected: int = 0

    @property
    def decided(self) -> int:
        """How many drafts the row counts."""
        return self.as_drafted + self.changed + self.rejected

    def object(self) -> Json:
        """Return the row as JSON."""
        counts = {"as_drafted": self.as_drafted, "changed": self.changed, "rejected": self.rejected}
        return {"by": self.by, "name": self.name, "sure": self.sure, "decided": self.decided, **counts}


def record_of(decided: Iterable[QueuedDraft]) -> list[RecordRow]:
    """Return the record of decided drafts; nothing if there are none."""
    rows: dict[Key, RecordRow] = {}

    def row(key: Key) -> RecordRow:
        by, name, sure = key
        return rows.setdefault(key, RecordRow(by=by, name=name, sure=sure))

    for draft in decided:
        changed = draft.decision.changed if draft.decision else ()
        for key in _keys(draft):
            if draft.decision and draft.decision.decision == REJECTED:
                row(key).rejected += 1
            elif changed:
                row(key).changed += 1
            else:
                row(key).as_drafted += 1
        for field in _fields(draft):
            judged = row(("field", field, draft.proposal.draft.sure))
            judged.changed += field in changed
            judged.as_drafted += field not in changed
    return sorted(rows.values(), key=_place)


def _keys(draft: QueuedDraft) -> Iterator[Key]:
    yield "all", None, None
    yield "sure", None, draft.proposal.draft.sure
    yield "reader", draft.reader, None
    yield "outlet", draft.proposal.source.outlet, None


def _fields(draft: QueuedDraft) -> Iterator[str]:
    """Return the fields of an accepted draft: those that it had, and those that were added."""
    if draft.decision is None or draft.decision.decision == REJECTED:
        return
    content = draft.proposal.draft
    for field in FIELDS:
        if content.value(field) not in (None, ()) or field in draft.decision.changed:
            yield field
    if "meeting" in draft.decision.changed:
        yield "meeting"


def _place(row: RecordRow) -> tuple[int, int, str, bool]:
    place = FIELDS.index(row.name) if row.by == "field" and row.name in FIELDS else len(FIELDS)
    return _ORDER.index(row.by), place, row.name or "", not row.sure
