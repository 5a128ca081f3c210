"""The statements of the tables of the desk, compiled as those of `statements`."""

from sqlalchemy import delete, func, literal_column, select, update

from tracker.store import tables
from tracker.store.expressions import IsIn, number, param

# Texts of articles

_article = tables.articles.c
_of_article = _article.sha256 == param("sha256")
article_text = select(tables.articles).where(_of_article)
article_length = select(_article.characters).where(_of_article)
article_hashes = select(_article.sha256).order_by(_article.sha256)
delete_article = delete(tables.articles).where(_of_article)

# The inbox

_draft, _decision = tables.inbox.c, tables.decisions.c
_inbox = select(tables.inbox, tables.decisions).select_from(
    tables.inbox.outerjoin(tables.decisions, _decision.draft == _draft.draft)
)
last_draft = select(func.coalesce(func.max(_draft.draft), literal_column("0")))
drafts_waiting = _inbox.where(_decision.draft.is_(None)).order_by(_draft.draft)
drafts_decided = _inbox.where(_decision.draft.is_not(None)).order_by(_draft.draft)
drafts_numbered = _inbox.where(_draft.draft.between(number("first"), number("last"))).order_by(_draft.draft)
drafts_with_fingerprint = _inbox.where(_draft.fingerprint == param("fingerprint")).order_by(_draft.draft)
all_drafts = select(tables.inbox).order_by(_draft.draft)
all_decisions = select(tables.decisions).order_by(_decision.draft)

# What `watch` has seen, and how far `notify` has come

_seen, _cursor = tables.seen_items.c, tables.cursors.c
seen_under_keys = select(tables.seen_items).where(IsIn(_seen.key, "keys")).order_by(_seen.seen_at, _seen.feed)
all_seen_items = select(tables.seen_items).order_by(_seen.feed, _seen.key)
seen_text = (
    select(tables.seen_items).where(_seen.text_sha256 == param("text_sha256")).order_by(_seen.seen_at, _seen.feed)
)
update_seen_item = (
    update(tables.seen_items)
    .where(_seen.feed == param("of_feed"), _seen.key == param("with_key"))
    .values(text_sha256=param("text_sha256"), seen_at=param("seen_at"))
)
all_cursors = select(tables.cursors).order_by(_cursor.target)
move_cursor = (
    update(tables.cursors)
    .where(_cursor.target == param("of_target"))
    .values(position=number("position"), moved_at=param("moved_at"))
)
delete_cursor = delete(tables.cursors).where(_cursor.target == param("target"))

# What the pages of `serve` show besides the log

_spelling = tables.spellings.c
desk_state = select(
    select(func.max(_draft.draft)).scalar_subquery(),
    select(func.count()).select_from(tables.decisions).scalar_subquery(),
    select(func.count()).select_from(tables.articles).scalar_subquery(),
    select(func.count()).select_from(tables.spellings).scalar_subquery(),
    select(func.max(_spelling.recorded_at)).scalar_subquery(),
)
drafts_waiting_count = (
    select(func.count())
    .select_from(tables.inbox.outerjoin(tables.decisions, _decision.draft == _draft.draft))
    .where(_decision.draft.is_(None))
)
