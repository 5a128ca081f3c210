"""The reply of a language model about an article, as a reading: the drafts that hold, alone or with the rules'."""

from datetime import date

from msgspec.structs import replace

from tracker.reading.article.story import Story, story
from tracker.reading.dates.day_of_writing import day_of_writing
from tracker.reading.draft import Draft, Evidence, Known, Reading
from tracker.reading.language.plain import Plain, plain
from tracker.reading.model_reader.agreement import ALONE, Checks, agreed
from tracker.reading.model_reader.checked import checked
from tracker.reading.model_reader.days import Days, dates_of
from tracker.reading.model_reader.question import Question, question
from tracker.reading.model_reader.reply import meetings_of

_ALONE: str = "read by a language model alone"


def question_about(text: str, known: Known) -> Question:
    """Return what to ask a model about an article. Raises `TrackerError` if it is too long."""
    return question(plain(text).text, known)


def reading_of(reply: str, text: str, known: Known) -> Reading:
    """Return what a model alone makes of an article; none of its drafts is sure.

    Raises `TrackerError` if the reply is not the JSON that was asked for.
    """
    clean = plain(text)
    found = story(clean.text)
    drafts = [
        replace(check.draft, main=number == 0, doubt=_ALONE, confidence=ALONE)
        for number, check in enumerate(_checked(reply, clean, found, known))
    ]
    return Reading(
        text=text,
        headline=found.headline.of(clean.text) if found.headline else None,
        published=found.published,
        via=found.via,
        drafts=tuple(_as_printed(draft, text, clean) for draft in drafts),
    )


def reading_of_both(rules: Reading, reply: str, known: Known) -> Reading:
    """Return what the rules and a model together make of an article: what both say is sure.

    Raises `TrackerError` if the reply is not the JSON that was asked for.
    """
    clean = plain(rules.text)
    checks = _checked(reply, clean, story(clean.text), known)
    of_model = [replace(check, draft=_as_printed(check.draft, rules.text, clean)) for check in checks]
    return replace(rules, drafts=agreed(rules.drafts, of_model))


def _checked(reply: str, clean: Plain, found: Story, known: Known) -> Checks:
    days = Days(
        text=clean.text,
        phrases=dates_of(_without_dateline(found)),
        published=_day_of_writing(found, known),
    )
    checks = [checked(meeting, days, known) for meeting in meetings_of(reply)]
    return [check for check in checks if check]


def _without_dateline(found: Story) -> str:
    """Return the text with blanks for the dateline, so that its day is not taken for the first of a span."""
    line = found.dateline
    return f"{found.text[: line.start]}{' ' * (line.end - line.start)}{found.text[line.end :]}" if line else found.text


def _day_of_writing(found: Story, known: Known) -> date | None:
    dateline = found.dateline.day.of(found.text) if found.dateline and found.dateline.day else None
    return day_of_writing(known.published or found.published, dateline)


def _as_printed(draft: Draft, text: str, clean: Plain) -> Draft:
    """Return a draft whose evidence is letter for letter in the text as it was given."""
    words = {name: Evidence.of(text, *clean.original(one.start, one.end)) for name, one in draft.evidence.items()}
    return replace(draft, evidence=words)
