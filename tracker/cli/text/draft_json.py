"""Drafts as JSON objects."""

from collections.abc import Iterator, Sequence

from tracker.cli.news_items import Item
from tracker.domain.report import Json
from tracker.export.drafts import READ_KEYS, draft_object
from tracker.ledger.draft_objects import drafted, recorded_json
from tracker.ledger.recorded_drafts import Recorded


def draft_objects(items: Sequence[Item], results: Sequence[Sequence[Recorded]] = (), *, with_item: bool) -> list[Json]:
    """Return the drafts of news items, each with what became of it; `results` is empty if nothing was recorded.

    `with_item` adds the file, the headline and the URL, for a command that reads several items.
    """
    pairs = zip(items, results or [()] * len(items), strict=True)
    return [draft for item, recorded in pairs for draft in _objects(item, recorded, with_item=with_item)]


def _objects(item: Item, results: Sequence[Recorded], *, with_item: bool) -> Iterator[Json]:
    recorded: Sequence[Recorded | None] = results or [None] * len(item.proposals)
    proposals = [result.proposal for result in results] or item.proposals
    for proposal, result in zip(proposals, recorded, strict=True):
        shown = draft_object(drafted(proposal, dated=item.dated))
        if result is not None:
            shown |= recorded_json(result)
        if with_item:
            shown |= dict(zip(READ_KEYS, (item.article.file, item.source.headline, item.source.url), strict=True))
        yield shown
