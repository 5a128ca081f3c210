"""The reply of a language model, decoded but not yet checked against the article."""

from typing import Final

from msgspec import DecodeError, Struct, json

from tracker.domain.errors import TrackerError

MOST: Final = 6  # meetings of one article, as the rules give
_MOST_PEOPLE: Final = 20


class Quoted(Struct, frozen=True, kw_only=True):
    """A value, and the words of the article that show it."""

    value: str
    words: str | None = None


class QuotedPlace(Struct, frozen=True, kw_only=True):
    """A place in the article's words."""

    words: str
    candidate: bool = False


class QuotedDays(Struct, frozen=True, kw_only=True):
    """The words for a time, or for its first and its last day, and how the model reads them."""

    first: str
    last: str | None = None
    edtf: str | None = None


class QuotedPerson(Struct, frozen=True, kw_only=True):
    """Who takes part: the name in the article's letters, office and country, and where the article names them."""

    words: str
    name: str | None = None
    role: str | None = None
    country: str | None = None


class QuotedMeeting(Struct, frozen=True, kw_only=True):
    """What the model says of a meeting."""

    stage: Quoted
    main: bool = False
    kind: Quoted | None = None
    in_doubt: bool = False
    attribution: Quoted | None = None
    participants: list[QuotedPerson] = []
    host: Quoted | None = None
    place: QuotedPlace | None = None
    window: QuotedDays | None = None
    original_window: QuotedDays | None = None
    reason: str | None = None
    by: Quoted | None = None


class _Reply(Struct, frozen=True, kw_only=True):
    meetings: list[QuotedMeeting]


def meetings_of(reply: str) -> list[QuotedMeeting]:
    """Return the meetings of a reply, the main one first. Raises `TrackerError` for what is not such JSON.

    Ignored are keys that nobody asked for, meetings after the sixth, a model's thoughts and a fence around the JSON.
    """
    try:
        meetings = json.decode(_unwrapped(reply), type=_Reply).meetings
    except DecodeError as error:
        raise TrackerError(f"its reply is not the JSON that was asked for ({error})") from None
    except RecursionError:
        raise TrackerError("its reply is nested too deeply") from None
    in_order = sorted(meetings, key=lambda meeting: not meeting.main)
    return [meeting for meeting in in_order if len(meeting.participants) <= _MOST_PEOPLE][:MOST]


def _unwrapped(reply: str) -> str:
    """Return the JSON without what models put around it: their thoughts before it, and a fence."""
    text = reply.strip()
    if text.startswith("<think>"):
        text = text.partition("</think>")[2].strip()
    if text.startswith("```"):
        text = text.partition("\n")[2].removesuffix("```")
    return text
