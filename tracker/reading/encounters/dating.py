"""Dating: the windows that the dates of a mention mean, and whether each is still valid."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.window import Window
from tracker.reading.dates.date_mark import DateMark
from tracker.reading.dates.meanings import Bound, Side
from tracker.reading.dates.phrases import DatePhrase, Tense, resolved
from tracker.reading.encounters.cues import OFF, Sense
from tracker.reading.encounters.mentions import Mention
from tracker.reading.language.chunks import Kind, Row, has_word, word_at
from tracker.reading.language.word_groups import DATE_SETTERS, MODALS, SIDE_EVENT_OPENERS

AHEAD: Final = frozenset(
    {
        Sense.CERTAIN,
        Sense.FINAL,
        Sense.EXPECTED,
        Sense.PLANNED,
        Sense.PROPOSED,
        Sense.ARRANGING,
        Sense.UNDATED,
    }
)
_LOOKS_AHEAD: Final = AHEAD | OFF | {Sense.WAS_PLAN, Sense.REFUSED, Sense.DENIED}
_STAY: Final = timedelta(days=5)  # a span no longer than this is that of a visit
_ALMOST_A_WEEK: Final = timedelta(days=6)
_SETS: Final = frozenset({Sense.WAS_PLAN, Sense.CERTAIN, Sense.PLANNED})
_BEFORE_NEW: Final = frozenset({"to", "until", "till"})
_NEW: Final = ("to ", "until ", "till ")
_NEW_DATES: Final = {(new, day) for new in ("new", "fresh", "another", "other") for day in ("date", "dates", "day")}
_OLD: Final = "from "
_MOVES: Final = frozenset({"moved", "shifted", "rescheduled", "switched"})
_SET_ANEW: Final = ("reschedul", "reset")  # beginnings of words before "for"
_STILL_AHEAD: Final = frozenset({"when", "where", "before", "ahead", "prior"})  # unless the verb is in the past


class Dated(Struct, frozen=True):
    """A date of a mention: `text[start:end]`, and the window that it means."""

    start: int
    end: int
    window: Window
    exact: bool
    original: bool  # no longer valid: the plan was moved away from it
    new: bool  # the plan was moved to it
    past: bool  # before the day of publication
    of_act: bool = False  # perhaps the day on which the plan was called off


class Standing(Struct, frozen=True):
    """Whether a date of a postponed plan is the original one, or the new one."""

    original: bool = False
    new: bool = False


def dated(
    mention: Mention, published: date | None, otherwise: Tense, anchor: Window | None = None
) -> tuple[Dated, ...]:
    """Return the windows that the dates of a mention mean, read from the day of publication.

    `otherwise` is the tense of a mention that shows none of its own: that of the article. `anchor` is the date before
    the mention, from which "the next day" counts.
    """
    dates: list[Dated] = []
    for mark in mention.dates:
        if mark.phrase.background and not mention.earlier:
            continue
        moved = _moved(mention, mark, published)
        dates += moved
        window = None if moved else _window(mention, mark, published, anchor, otherwise)
        if window is not None:
            standing = _standing(mention, mark)
            dates.append(replace(_dated(mark, window, published, standing), of_act=_dates_the_act(mention, mark)))
            anchor = window
    return tuple(dates)


def _window(
    mention: Mention, mark: DateMark, published: date | None, anchor: Window | None, otherwise: Tense
) -> Window | None:
    """Return the days of a date; none if it is vague, or the day of print, as datelines and stamps have it."""
    edtf = None if mark.phrase.vague else _edtf(mention, mark, published, anchor, otherwise)
    if edtf is None:
        return None
    return Window(edtf, mark.phrase.words)


def _edtf(
    mention: Mention, mark: DateMark, published: date | None, anchor: Window | None, otherwise: Tense
) -> str | None:
    """Return which days a date means in a mention, by its tense and by the date before it."""
    tense = Tense.PAST if _dates_the_act(mention, mark) else tense_of(mention) or otherwise
    settled = mention.sense in AHEAD if tense is Tense.FUTURE else mention.sense is Sense.HELD
    since = anchor or (Window(published.isoformat()) if published else None)  # "the following day", after today
    phrase = _put_off_to(mention, mark.phrase)
    edtf = resolved(phrase, published=published, tense=tense, anchor=since, settled=settled)
    if edtf is not None and _was_yesterday(mention, mark, published, edtf):
        return resolved(mark.phrase, published=published, tense=Tense.PAST)
    return edtf


def _put_off_to(mention: Mention, phrase: DatePhrase) -> DatePhrase:
    """Return a date without its "until" where a plan is put off: it takes place then."""
    meaning = phrase.meaning
    if mention.sense is Sense.POSTPONED and isinstance(meaning, Bound) and meaning.side is Side.UNTIL:
        return replace(phrase, meaning=meaning.of)
    return phrase


def _was_yesterday(mention: Mention, mark: DateMark, published: date | None, edtf: str) -> bool:
    """Whether the day of a plan that is off has just passed: "was scheduled for Tuesday", on a Wednesday."""
    bare = mark.phrase.weekday_only and mention.sense in {Sense.CANCELLED, Sense.WAS_PLAN, Sense.REFUSED}
    return bare and published is not None and edtf == (published + _ALMOST_A_WEEK).isoformat()


def _dated(mark: DateMark, window: Window, published: date | None, standing: Standing) -> Dated:
    past = published is not None and window.latest is not None and window.latest < published
    return Dated(mark.start, mark.end, window, mark.phrase.exact, standing.original, standing.new, past)


def resolve(phrase: DatePhrase, published: date | None, tense: Tense, anchor: Window | None = None) -> Window | None:
    """Return the window that a date means outside any mention, or None: "in the coming weeks" has none."""
    edtf = None if phrase.vague else resolved(phrase, published=published, tense=tense, anchor=anchor)
    if edtf is None or (phrase.says_year and published is not None and edtf == published.isoformat()):
        return None
    return Window(edtf, phrase.words)


def tense_of(mention: Mention) -> Tense | None:
    """Return whether a mention speaks of the past or of the future, or None if it does not show."""
    if mention.sense is None:
        return _tense_without_cue(mention)
    if mention.sense is Sense.HELD or (mention.history and not mention.headline):
        return Tense.PAST
    if mention.sense is Sense.DENIED and mention.happened:
        return Tense.PAST
    return Tense.FUTURE if mention.sense in _LOOKS_AHEAD or mention.headline else None


def _tense_without_cue(mention: Mention) -> Tense | None:
    clause = mention.clause
    if clause.opener in _STILL_AHEAD and not mention.happened:
        return Tense.FUTURE
    if clause.background and clause.opener not in SIDE_EVENT_OPENERS:
        return Tense.PAST
    return Tense.FUTURE if mention.headline else None


def _moved(mention: Mention, mark: DateMark, published: date | None) -> list[Dated]:
    """Return the old day and the new one of "postponed from November 3 to November 24"."""
    if mention.sense is not Sense.POSTPONED or not mark.low.startswith(_OLD):
        return []
    edtf = resolved(mark.phrase, published=published, tense=Tense.FUTURE)
    first, _, last = (edtf or "").partition("/")
    if not last or (_is_stay(Window(f"{first}/{last}")) and not _follows_move(mention, mark)):
        return []
    words = mark.phrase.words
    return [
        _dated(mark, Window(first, words), published, Standing(original=True)),
        _dated(mark, Window(last, words), published, Standing(new=True)),
    ]


def _is_stay(window: Window) -> bool:
    """Whether a span is as long as a visit."""
    return (window.latest or date.max) - (window.earliest or date.min) <= _STAY


def _follows_move(mention: Mention, mark: DateMark) -> bool:
    """Whether a verb of moving stands directly before a date: "has been moved from Tuesday to Friday"."""
    at = _position(mention.clause.row, mark)
    return at is not None and word_at(mention.clause.row, at - 1) in _MOVES


def _position(row: Row, mark: DateMark) -> int | None:
    """Return where a date stands in a clause; None if it stands in another clause of the sentence."""
    return next((at for at, chunk in enumerate(row) if chunk.start == mark.start), None)


def _dates_the_act(mention: Mention, mark: DateMark) -> bool:
    """Whether a date is that of the calling off: "scrapped the plan in April", not "the plan set for April"."""
    finding, row = mention.finding, mention.clause.row
    at = _position(row, mark)
    if finding is None or mention.sense not in OFF or at is None or at < finding.last:
        return False
    if has_word(row[finding.first : finding.last], MODALS):  # "there will be no talks on Thursday"
        return False
    if mark.low.startswith((_OLD, *_NEW)) or word_at(row, at + 1) == "'s":  # "called off Friday's visit"
        return False
    if _is_set(row[finding.last : at + 1], mark):
        return False
    return not any(finding.last <= cue.last <= at and cue.sense in _SETS for cue in mention.cues)


def _is_set(words: Row, mark: DateMark) -> bool:
    """Whether words up to a date make it one of the plan: "set for", "to meet on", not "a visit to Riga on Monday"."""
    setters = [(one.low, after.kind) for one, after in pairwise(words) if one.low in DATE_SETTERS]
    if mark.phrase.weekday_only:
        return any(setter != ("to", Kind.PLACE) for setter in setters)
    return bool(setters)


def _standing(mention: Mention, mark: DateMark) -> Standing:
    """Return whether a date of a postponed plan is the original or the new one."""
    at = _position(mention.clause.row, mark)
    if mention.sense is not Sense.POSTPONED or at is None:
        return Standing(original=at is not None and _is_given_up(mention.clause.row, at))
    before = word_at(mention.clause.row, at - 1)
    planned = any(cue.sense is Sense.WAS_PLAN and cue.last <= at for cue in mention.cues)
    if mark.low.startswith(_NEW):
        return Standing(original=planned and before != "to", new=True)
    row = mention.clause.row
    if _follows_to(mention, mark, at) or _follows_new_date(row[:at]) or _is_later_than_planned(row, at):
        return Standing(original=planned and before != "to", new=not planned)
    return Standing(original=True)


def _is_given_up(row: Row, at: int) -> bool:
    """Whether a plan has now another date: "planned for March, will now take place in June"."""
    return word_at(row, at - 2) in DATE_SETTERS and has_word(row[at + 1 :], {"now"})


def _is_later_than_planned(row: Row, at: int) -> bool:
    """Whether a date is the new one of a plan that comes later: "will go there on May 5, a day later than planned"."""
    return has_word(row[:at], {"will"}) and has_word(row[at + 1 :], {"later"})


def _follows_new_date(before: Row) -> bool:
    """Whether the words before a date speak of another one: "a new date will be sought for December"."""
    return any((first.low, second.low) in _NEW_DATES for first, second in pairwise(before))


def _follows_to(mention: Mention, mark: DateMark, at: int) -> bool:
    """Whether the plan was moved "to" a date, or "rescheduled for" it: these words stand close before it."""
    if mention.finding is None or at < mention.finding.first or mark.low.startswith(_OLD):
        return False
    row = mention.clause.row
    set_anew = word_at(row, at - 1) == "for" and word_at(row, at - 2).startswith(_SET_ANEW)
    return set_anew or has_word(row[max(at - 2, 0) : at], _BEFORE_NEW)
