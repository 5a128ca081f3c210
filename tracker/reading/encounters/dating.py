"""Dating: the windows that the dates of a mention mean, and whether each still holds."""

from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from tracker.domain.window import Window
from tracker.reading.dates.phrases import DatePhrase, Tense, resolved
from tracker.reading.encounters.cues import OFF, Sense
from tracker.reading.encounters.mentions import Mention
from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.language.words import words

AHEAD: Final = frozenset(
    {*(Sense.CERTAIN, Sense.FINAL, Sense.EXPECTED, Sense.PLANNED, Sense.PROPOSED, Sense.ARRANGING, Sense.UNDATED)}
)
_STAY: Final = timedelta(days=5)  # a span no longer than this is that of a visit
_SETS: Final = frozenset({Sense.WAS_PLAN, Sense.CERTAIN, Sense.PLANNED})
_NEW: Final = frozenset({"to", "until", "till"})
_STILL_AHEAD: Final = frozenset({"when", "where", "before", "ahead", "prior"})  # unless the verb is in the past


class Dated(Struct, frozen=True):
    """A date of a mention: its words, the window that it means, and whether that no longer holds, or newly does."""

    start: int
    end: int
    window: Window
    exact: bool
    original: bool
    new: bool
    past: bool  # it lies before the day of publication


def dated(mention: Mention, published: date | None, otherwise: Tense = Tense.FUTURE) -> tuple[Dated, ...]:
    """Return the windows that the dates of a mention mean, read from the day of publication.

    `otherwise` is the tense of a mention that shows none of its own: that of the article.
    """
    found: list[Dated] = []
    anchor: Window | None = None
    for chunk in mention.dates:
        phrase = chunk.of
        if phrase.background and not mention.earlier:
            continue
        original, new = _standing(mention, chunk.start)
        moved = _moved(mention, chunk, phrase, published)
        if moved:
            found += moved
            continue
        tense = Tense.PAST if _dates_the_act(mention, chunk) else tense_of(mention) or otherwise
        settled = mention.sense in AHEAD if tense is Tense.FUTURE else mention.sense is Sense.HELD
        edtf = resolved(phrase, published=published, tense=tense, anchor=anchor, settled=settled)
        if edtf is None:
            continue
        if mention.earlier:  # "since 2015" is 2015/.., and the time before was in 2015
            edtf = edtf.removesuffix("/..")
        window = Window(edtf, phrase.words)
        if phrase.says_year and window.earliest == window.latest == published:
            continue  # the day of print, as datelines and stamps have it
        found.append(Dated(chunk.start, chunk.end, window, phrase.exact, original, new, _is_past(window, published)))
        anchor = window
    return tuple(found)


def resolve(phrase: DatePhrase, published: date | None, tense: Tense) -> Window | None:
    """Return the window that a date means outside any mention, or None."""
    edtf = resolved(phrase, published=published, tense=tense)
    if edtf is None or (phrase.says_year and published is not None and edtf == published.isoformat()):
        return None
    return Window(edtf, phrase.words)


def _is_past(window: Window, published: date | None) -> bool:
    return published is not None and window.latest is not None and window.latest < published


def tense_of(mention: Mention) -> Tense | None:
    """Return whether a mention speaks of what lies behind or ahead, or None if it does not show."""
    sense = mention.sense
    if sense is None and mention.clause.opener in _STILL_AHEAD and not mention.happened:
        return Tense.FUTURE
    if (
        sense is Sense.HELD
        or (mention.history and not mention.headline)
        or (sense is None and mention.clause.background and mention.clause.opener not in words("beside"))
    ):
        return Tense.PAST
    if sense is Sense.DENIED and mention.happened:
        return Tense.PAST
    if sense in AHEAD or sense in OFF or sense in {Sense.WAS_PLAN, Sense.REFUSED, Sense.DENIED} or mention.headline:
        return Tense.FUTURE
    return None


def _moved(mention: Mention, chunk: Chunk, phrase: DatePhrase, published: date | None) -> list[Dated]:
    """Return the old day and the new one of "postponed from November 3 to November 24"."""
    if mention.sense is not Sense.POSTPONED or not chunk.low.startswith("from ") or not phrase.exact:
        return []
    edtf = resolved(phrase, published=published, tense=Tense.FUTURE)
    first, _, last = (edtf or "").partition("/")
    if not last or date.fromisoformat(last) - date.fromisoformat(first) <= _STAY:
        return []  # as many days are a visit
    days = [Window(day, phrase.words) for day in (first, last)]
    return [
        Dated(chunk.start, chunk.end, day, exact=True, original=not new, new=new, past=_is_past(day, published))
        for day, new in zip(days, (False, True), strict=True)
    ]


def _dates_the_act(mention: Mention, date_chunk: Chunk) -> bool:
    """Whether a date is that of the calling off: "scrapped the plan in April", not "the plan set for April"."""
    if mention.sense not in OFF or mention.found is None or date_chunk not in mention.clause.row:
        return False
    if date_chunk.low.startswith(("from ", "to ", "until ", "till ")):
        return False
    at = mention.clause.row.index(date_chunk)
    between = mention.clause.row[mention.found.last : at]
    planned = any(mention.found.last <= cue.last <= at and cue.sense in _SETS for cue in mention.cues)
    return at >= mention.found.last and not planned and not any(chunk.low in words("sets a date") for chunk in between)


def _standing(mention: Mention, start: int) -> tuple[bool, bool]:
    """Return whether the date that begins at `start` no longer holds, and whether it is the one put in its place."""
    if mention.sense is not Sense.POSTPONED or mention.found is None:
        return False, False
    row = mention.clause.row
    at = next((n for n, chunk in enumerate(row) if chunk.start == start), None)
    if at is None:  # a date that stands in another clause of the sentence
        return False, False
    before = row[at - 1].low if at else ""
    new = at >= mention.found.first and (before in _NEW or any(row[n].low in _NEW for n in range(max(at - 2, 0), at)))
    planned = any(cue.sense is Sense.WAS_PLAN and cue.last <= at for cue in mention.cues)
    inside = row[at].kind is Kind.DATE and row[at].low.startswith(("to ", "until ", "till "))
    new = new and not row[at].low.startswith("from ")
    return (not new and not inside) or (planned and before != "to"), (new and not planned) or inside
