"""Articles of our own, and what a careful reader would say of each: `articles/NAME.txt`, read for the tests.

A file has a sentence about what it is there for, the day and the outlet, the article, and a section for each meeting:

    # One side's hope is a proposal.
    published: 2026-06-25
    outlet: Pacific Courier

    Fiji's foreign minister hopes for Wellington visit
    ...

    == main
    stage: proposed "hopes to visit"
    place: Geneva?
    participants: Mere Tuilagi (FJ); (NZ)
    == call
    window: -
    == drafts: 2

The words that a draft points to hold those in quotes. A dash is "none", a place with a question
mark a candidate, a country alone an office without a name. The first section is the main meeting; the others are
named by their kind. A field that is not written is not looked at. The file of an article without a meeting ends in
`== no meeting`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from tracker.domain.window import Window
from tracker.reading.draft import Draft, Known, Reading
from tracker.reading.pipeline import read

ARTICLES: Final = Path(__file__).parent / "articles"
_COUNT: Final = "drafts: "
_WORDS: Final = " in words"
_NONE: Final = "no meeting"


@dataclass(frozen=True, kw_only=True, slots=True)
class Meeting:
    """What a careful reader says of one meeting: its name in the file, and each field as the file writes it."""

    name: str
    fields: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """An article, and what a careful reader finds in it; `count` is None where the number of meetings is left open."""

    name: str
    about: str
    known: Known
    text: str
    meetings: Sequence[Meeting]
    count: int | None

    def read(self) -> Reading:
        """Read it with nothing known beside it but its day and its outlet."""
        return read(self.text, self.known)


def names() -> list[str]:
    """Return the names of all articles."""
    return sorted(path.stem for path in ARTICLES.glob("*.txt"))


def article(name: str, folder: Path = ARTICLES) -> Article:
    """Return the article of that name."""
    head, *sections = (folder / f"{name}.txt").read_text(encoding="utf-8").split("\n== ")
    about, published, outlet, _, text = head.split("\n", 4)
    day = published.removeprefix("published: ")
    titled = [section.strip().split("\n") for section in sections]
    counts = [int(lines[0].removeprefix(_COUNT)) for lines in titled if lines[0].startswith(_COUNT)]
    none = titled[0][0] == _NONE
    return Article(
        name=name,
        about=about.removeprefix("# "),
        known=Known(published=None if day == "-" else date.fromisoformat(day), outlet=outlet.removeprefix("outlet: ")),
        text=text,
        meetings=[
            Meeting(name=lines[0], fields=_fields(lines[1:]))
            for lines in titled
            if lines[0] != _NONE and not lines[0].startswith(_COUNT)
        ],
        count=0 if none else next(iter(counts), None),
    )


def _fields(lines: Sequence[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in lines:
        field, value = line.split(": ", 1)
        value, _, words = value.partition(' "')
        fields[field] = listed(value.split("; ")) if field == "participants" else value
        if words:
            fields[f"{field}{_WORDS}"] = words.removesuffix('"')
    return fields


def said(draft: Draft) -> dict[str, str]:
    """Return a draft as the files write one, the words of each field beside it."""
    place = draft.claims.place
    return {
        "kind": draft.claims.kind or "-",
        "stage": draft.stage,
        "attribution": draft.attribution.class_,
        "window": _edtf(draft.claims.window),
        "original_window": _edtf(draft.claims.original_window),
        "host": draft.claims.host or "-",
        "place": place.name + "?" * (place.standing == "candidate") if place else "-",
        "participants": listed(f"{one.name} ({one.country})".lstrip() for one in draft.claims.participants),
        "reason": draft.claims.reason or "-",
        "by": draft.claims.by or "-",
    } | {f"{field}{_WORDS}": evidence.text for field, evidence in draft.evidence.items()}


def listed(people: Iterable[str]) -> str:
    """Return people in the order of the alphabet: a draft may name them in any."""
    return "; ".join(sorted(people))


def _edtf(window: Window | None) -> str:
    return window.edtf if window else "-"


def compared(meeting: Meeting, draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Yield each field that the file writes, what it should be, and what the draft has."""
    drafted = said(draft)
    for field, wanted in meeting.fields.items():
        has = drafted.get(field, "-")
        yield field, wanted, wanted if field.endswith(_WORDS) and wanted in has else has


def agreeing(meeting: Meeting, draft: Draft) -> int:
    """Return how many fields a draft has as the careful reader says them."""
    return sum(wanted == drafted for _, wanted, drafted in compared(meeting, draft))


def draft_of(number: int, meeting: Meeting, drafts: Sequence[Draft]) -> Draft | None:
    """Return the draft of the meeting that has that number in its file: the main one, else the likest of its kind."""
    if number == 0:
        return next((draft for draft in drafts if draft.main), None)
    alike = [draft for draft in drafts if draft.claims.kind == meeting.name and not draft.main]
    return max(alike, key=lambda draft: agreeing(meeting, draft), default=None)
