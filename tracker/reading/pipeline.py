"""Reading: an article's text in, its drafts out, each with the words that it rests on."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from tracker.domain.window import Window
from tracker.reading.article.legible import readable
from tracker.reading.article.story import Story
from tracker.reading.draft import Draft, Known, Reading
from tracker.reading.analysis import Analysis, analysis
from tracker.reading.facts.attribution import voice
from tracker.reading.drawing import drawn, tour
from tracker.reading.encounters.gathering import Encounter, gathered
from tracker.reading.facts.who import country_of
from tracker.reading.facts.stage import verdict
from tracker.reading.places.gazetteer import is_organisation

_MOST: Final = 6  # drafts of one article
_MEET: Final = frozenset({"leader", "minister", "envoy", "organisation", "party"})
_BOSS: Final = "chief executive"  # of a company, but in Hong Kong
_GATHERINGS: Final = frozenset({"summit", "forum", "multilateral"})


def read(text: str, known: Known) -> Reading:
    """Read an article. `known` is what may be known beside the text: the day of publication, the outlet, people.

    The time is linear in the length of the text. Raises `TrackerError` for a text that is empty, too long, or not
    English prose.
    """
    told = readable(text)
    read_so = analysis(told, replace(known, published=known.published or told.published))
    return Reading(
        text=text,
        headline=told.headline.of(text) if told.headline else None,
        published=told.published,
        via=told.via,
        drafts=tuple(_drafts(told, read_so)),
    )


def _drafts(told: Story, read_so: Analysis) -> Sequence[Draft]:
    mentions = [mention for sentence in read_so.sentences for mention in sentence.mentions]
    found = [one for one in gathered(mentions, read_so.published) if _is_diplomatic(one, read_so.home)]
    drafts: list[Draft] = []
    windows: dict[int, Window] = {}  # of the gatherings, by the sentence that puts them beside talks
    for encounter in reversed(found):
        stage = verdict(encounter, voice(encounter, read_so).class_, main=encounter is found[0])
        if stage is None:
            continue
        draft = drawn(told.text, encounter, stage, read_so)
        if encounter.around and draft.claims.window is not None:
            windows[encounter.mentions[0][0].sentence] = draft.claims.window
        draft = _during(draft, [windows[m.sentence] for m, _ in encounter.mentions if m.sentence in windows])
        drafts[:0] = [draft, *tour(told.text, draft, encounter)]
    if not drafts:
        return []
    main = replace(drafts[0], main=True)
    others = [_there(main, draft) for draft in drafts[1:_MOST]]
    return [_received(main, others), *others]


def _received(main: Draft, others: Sequence[Draft]) -> Draft:
    """Return a visit with those of the host's side whom the traveller meets on it, by the talks told of beside it."""
    travellers = {one.name for one in main.claims.participants if one.country != main.claims.host and one.name}
    hosts = [
        one
        for draft in others
        if main.claims.kind == "visit"
        and draft.claims.kind in {"talks", "summit"}
        and draft.claims.host == main.claims.host
        if _same_days(main, draft) and any(each.name in travellers for each in draft.claims.participants)
        for one in draft.claims.participants
        if one.country == main.claims.host and one.name and one not in main.claims.participants
    ]
    participants = (*main.claims.participants, *dict.fromkeys(hosts))
    return replace(main, claims=replace(main.claims, participants=participants))


def _same_days(main: Draft, draft: Draft) -> bool:
    return main.claims.window is None or draft.claims.window is None or main.claims.window.overlaps(draft.claims.window)


def _there(main: Draft, draft: Draft) -> Draft:
    """Return talks of a traveller for which no place is given as talks where the trip goes."""
    travellers = {one.name for one in main.claims.participants if one.country != main.claims.host and one.name}
    his = any(one.name in travellers for one in draft.claims.participants)
    ahead = draft.stage != "held" or main.stage == "held"
    if (
        main.claims.kind != "visit"
        or draft.claims.kind == "call"
        or draft.claims.host
        or not his
        or not ahead
        or "host" not in main.evidence
    ):
        return draft
    evidence = {**draft.evidence, "host": main.evidence["host"]}
    return replace(draft, claims=replace(draft.claims, host=main.claims.host), evidence=evidence)


def _during(draft: Draft, around: Sequence[Window]) -> Draft:
    """Return talks "next week" that a forum of three days surrounds as talks on some day of the three."""
    window = draft.claims.window
    narrower = [one for one in around if window is not None and window.strictly_contains(one)]
    if window is None or not narrower or not narrower[0].exact:
        return draft
    earliest, latest = narrower[0].earliest, narrower[0].latest
    during = Window(f"[{earliest}..{latest}]", window.words)
    return replace(draft, claims=replace(draft.claims, window=during))


def _is_diplomatic(encounter: Encounter, home: str | None) -> bool:
    """Whether two countries or bodies meet in it, and an office takes part: no home visits, no sport, no trade."""
    parties = encounter.parties
    known = {party.country for party in parties if party.country}
    host = encounter.hosts[0] if encounter.hosts else None
    sides = {code for party in parties if (code := country_of(party, host, known, home))} | set(encounter.hosts[:1])
    official = any(party.class_ in _MEET and (party.role != _BOSS or party.country == "HK") for party in parties)
    bodies = any(party.is_body for party in parties)
    states = sum(party.person is None and party.class_ is None for party in parties) > 1
    if bodies and encounter.kinds & _GATHERINGS:
        return host is not None
    return len(sides) > 1 and (official or states) and any(not is_organisation(side) for side in sides)
