"""Drawing: a meeting that was found in an article, drawn up as a draft with its evidence."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from tracker.domain.report import Attribution, Claims, Place
from tracker.reading.draft import Draft, Evidence
from tracker.reading.language.chunks import Chunk
from tracker.reading.analysis import Analysis
from tracker.reading.facts.attribution import Voice, voice
from tracker.reading.facts.why import Cause, reason, side
from tracker.reading.encounters.cues import OFF
from tracker.reading.encounters.dating import Dated
from tracker.reading.encounters.gathering import Encounter
from tracker.reading.encounters.mentions import Mention
from tracker.reading.facts.who import participants, roster
from tracker.reading.encounters.settings import Setting, legs
from tracker.reading.facts.stage import Verdict

_LONG: Final = 31  # days from which a window says little
_KINDS: Final = ("operation", "call", "visit", "summit", "forum", "multilateral", "talks")


def drawn(text: str, encounter: Encounter, told: Verdict, read_so: Analysis) -> Draft:
    """Return the draft of a meeting, the stage of which is told."""
    speaks = voice(encounter, read_so, told.mention)
    where, setting = _where(encounter)
    window, original = _windows(encounter, told, read_so.published)
    host = where.code if where else None
    people = participants(roster(encounter, told.mention, host), host, read_so)
    why, whose = _cause(told, read_so)
    evidence = {
        "stage": told.mention.span(),
        "attribution": (speaks.start, speaks.end),
        "kind": (told.mention.head.start, told.mention.head.end),
        "participants": _who(encounter),
        "window": (window.start, window.end) if window else (0, 0),
        "original_window": (original.start, original.end) if original else (0, 0),
        "place": (setting.start, setting.end) if setting and setting.city else (0, 0),
        "host": (where.start, where.end) if where else (0, 0),
        "reason": (why.start, why.end) if why else (0, 0),
        "by": (whose[1].start, whose[1].end) if whose else (0, 0),
    }
    return Draft(
        main=False,
        stage=told.stage,
        doubt=told.doubt,
        attribution=_attribution(text, speaks),
        claims=Claims(
            kind=next((kind for kind in _KINDS if kind in encounter.kinds), "talks"),
            participants=people,
            window=window.window if window else None,
            original_window=original.window if original else None,
            place=_place(setting),
            host=host,
            reason=" ".join(text[why.start : why.end].split()) if why else None,
            by=whose[0] if whose else None,
        ),
        evidence={name: Evidence.of(text, *span) for name, span in evidence.items() if span[1] > span[0]},
    )


def tour(text: str, draft: Draft, encounter: Encounter) -> Iterator[Draft]:
    """Yield a draft for each further country that the article names as a leg of the trip."""
    for leg in _legs(encounter, draft.claims.host) if draft.claims.kind == "visit" else ():
        where = Evidence.of(text, leg.start, leg.end)
        evidence = {name: one for name, one in draft.evidence.items() if name != "place"} | {"host": where}
        evidence |= {"place": where} if leg.city else {}
        people = tuple(one for one in draft.claims.participants if one.country != draft.claims.host)
        people = people or draft.claims.participants
        claims = replace(draft.claims, host=leg.code, place=_place(leg), participants=people)
        yield replace(draft, main=False, claims=claims, evidence=evidence)


def _legs(encounter: Encounter, host: str | None) -> tuple[Setting, ...]:
    for mention, _ in encounter.mentions:
        first = next((one for one in mention.settings if one.weight > 1 and one.code == host), None)
        if first is not None and (found := legs(mention.clause.row, first)):
            return found
    return ()


def _cause(told: Verdict, read_so: Analysis) -> tuple[Cause | None, tuple[str, Chunk] | None]:
    """Return why a plan is off, and who put it off."""
    found, row = told.mention.found, told.mention.clause.row
    if told.stage not in OFF or found is None or told.mention.sense not in OFF:
        return None, None
    whole = read_so.sentences[told.mention.sentence].row
    at = next(n for n, chunk in enumerate(whole) if chunk.start >= row[found.first].start)
    return reason(whole, at), side(whole, at, read_so.people)


def _who(encounter: Encounter) -> tuple[int, int]:
    """Return where most of the parties stand together, in one clause."""
    told = max((mention.parties for mention, _ in encounter.mentions if mention.own_parties), key=len, default=())
    return (min(one.start for one in told), max(one.end for one in told)) if told else (0, 0)


def _attribution(text: str, speaks: Voice) -> Attribution:
    words = " ".join(text[speaks.start : speaks.end].split())
    return Attribution(class_=speaks.class_, words=words or None)


def _where(encounter: Encounter) -> tuple[Setting | None, Setting | None]:
    """Return the words that tell the country most surely, and those that tell the place in it."""
    told = [one for mention, _ in encounter.mentions for one in mention.settings]
    if not told or "call" in encounter.kinds:
        return None, None
    best = max(told, key=lambda one: one.weight)
    city = next((one for one in told if one.code == best.code and one.city and one.weight > 1), None)
    return best, city or best


def _place(setting: Setting | None) -> Place | None:
    if setting is None or setting.city is None:
        return None
    return Place(name=setting.city, standing="candidate" if setting.candidate else "fixed")


def _windows(encounter: Encounter, told: Verdict, published: date | None) -> tuple[Dated | None, Dated | None]:
    """Return the window that holds, and the one that no longer does."""
    dates = [(_points(told, mention, one, published), one) for mention, found in encounter.mentions for one in found]
    if told.stage != "postponed":
        best = _best([pair for pair in dates if not pair[1].original]) or _best(dates)
        return _narrowed(best, [one for _, one in dates]), None
    new = _best([pair for pair in dates if pair[1].new])
    if new is not None:  # "until mid-April", and further down "on April 16"
        new = _best([pair for pair in dates if pair[1].exact and pair[1].window.overlaps(new.window)]) or new
    return new, _best([pair for pair in dates if not pair[1].new and pair[1] is not new])


def _best(dates: Sequence[tuple[int, Dated]]) -> Dated | None:
    """Return the date of the most points, the first of them."""
    return max(dates, key=lambda pair: pair[0])[1] if dates else None


def _narrowed(best: Dated | None, dates: Sequence[Dated]) -> Dated | None:
    """Return what the article says more narrowly further down: "in October", then "in the second week of October"."""
    if best is None or best.exact:
        stays = [one for one in dates if best is not None and one.exact and one.window.strictly_contains(best.window)]
        whole = [one for one in stays if best is not None and one.window.earliest == best.window.earliest]
        return whole[0] if whole else best
    narrower = [one for one in dates if best.window.strictly_contains(one.window)]
    return narrower[0] if narrower else best


def _points(told: Verdict, mention: Mention, one: Dated, published: date | None) -> int:
    """Return how surely a date is that of the meeting: an exact one, in the clause that tells the stage, in time."""
    points = 5 * one.exact + 3 * (mention is told.mention) + (mention.sense is told.mention.sense)
    points -= 2 * mention.headline + min(mention.sentence, 4)
    days = one.window
    if days.earliest is None or days.latest is None or (days.latest - days.earliest).days > _LONG:
        points -= 4
    if published is not None:
        ahead = (days.latest or date.max) >= published
        behind = (days.earliest or date.min) <= published
        points += 5 * (behind if told.stage == "held" else ahead)
    return points
