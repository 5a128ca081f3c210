"""Whole articles read: what a careful reader says of each, of its dates, of who says so, and of how a plan stands."""

from datetime import date

import pytest

from tests.reading.labelled import Article, article, compared, draft_of, names
from tracker.reading.draft import Draft, Known
from tracker.reading.pipeline import read

WITH_A_MEETING = [name for name in names() if article(name).meetings]
WITHOUT = [name for name in names() if article(name).count == 0]

MINISTER = "Armenian Foreign Minister Ararat Mirzoyan"
SECOND = "A dam on the border river is the main topic, and a road through the mountains is another."


def drafted(told: Article) -> list[tuple[str, str, str]]:
    """Return the fields, of all meetings of an article, in which a draft differs from what its file says."""
    drafts = told.read().drafts
    differing: list[tuple[str, str, str]] = []
    for number, meeting in enumerate(told.meetings):
        draft = draft_of(number, meeting, drafts)
        if draft is None:
            differing.append((meeting.name, "a draft", "none"))
            continue
        differing += [
            (f"{meeting.name}: {field}", want, has) for field, want, has in compared(meeting, draft) if want != has
        ]
    return differing


@pytest.mark.parametrize("name", WITH_A_MEETING)
def test_an_article_is_read_as_a_careful_reader_reads_it(name: str) -> None:
    told = article(name)
    assert drafted(told) == [], told.about


@pytest.mark.parametrize("name", [name for name in WITH_A_MEETING if article(name).count])
def test_an_article_gives_as_many_drafts_as_it_speaks_of_meetings(name: str) -> None:
    told = article(name)
    stages = [draft.evidence["stage"].text for draft in told.read().drafts]
    assert len(stages) == told.count, (told.about, stages)


@pytest.mark.parametrize("name", WITHOUT)
def test_an_article_without_a_meeting_gives_no_draft(name: str) -> None:
    told = article(name)
    assert told.read().drafts == (), told.about


def test_the_articles_cover_every_stage_and_every_class_of_attribution() -> None:
    fields = [meeting.fields for name in WITH_A_MEETING for meeting in article(name).meetings]
    stages = {field.get("stage") for field in fields}
    assert stages >= {"proposed", "arranging", "in_final_arrangement", "confirmed", "held"}
    assert stages >= {"postponed", "cancelled", "denied"}
    assert {field.get("attribution") for field in fields} >= {"official", "sources", "media", "unattributed"}
    assert len(WITHOUT) >= 8


# Dates, as a whole article gives them: the day of publication is Wednesday 21 January 2026.


def dated(lead: str, published: date | None = date(2026, 1, 21)) -> Draft:
    """Return the main draft of an article that has nothing but its lead to tell the date."""
    text = f"Armenian minister and Georgia\n\nYEREVAN (Caucasus Bulletin) - {lead}\n\n{SECOND}\n"
    return read(text, Known(published=published, outlet="Caucasus Bulletin")).drafts[0]


AHEAD = {
    "on Friday": "2026-01-23",
    "on Monday": "2026-01-26",
    "next Tuesday": "2026-01-27",
    "this Thursday": "2026-01-22",
    "on Friday next week": "2026-01-30",
    "tomorrow": "2026-01-22",
    "the day after tomorrow": "2026-01-23",
    "today": "2026-01-21",
    "next week": "[2026-01-26..2026-02-01]",
    "the week after next": "[2026-02-02..2026-02-08]",
    "in two weeks": "[2026-02-02..2026-02-08]",
    "early next week": "[2026-01-26..2026-01-28]",
    "in the first week of February": "[2026-02-01..2026-02-07]",
    "in the second half of March": "[2026-03-16..2026-03-31]",
    "between January 28 and 30": "[2026-01-28..2026-01-30]",
    "for three days from Monday": "2026-01-26/2026-01-28",
    "on Tuesday, January 27": "2026-01-27",
    "in the autumn": "2026-23",
    "later this week": "[2026-01-21..2026-01-25]",
    "this weekend": "[2026-01-24..2026-01-25]",
    "later this month": "[2026-01-21..2026-01-31]",
    "at the end of the month": "2026-01-21~/2026-01-31~",
    "next month": "2026-02",
    "in March": "2026-03",
    "in mid-February": "2026-02-11~/2026-02-20~",
    "in late April": "2026-04-21~/2026-04-30~",
    "early next month": "2026-02-01~/2026-02-10~",
    "around February 12": "2026-02-12~",
    "as early as next month": "[2026-02..]",
    "by the end of the year": "[..2026-12-31]",
    "before the end of March": "[..2026-03-31]",
    "this spring": "2026-21",
    "next summer": "2026-22",
    "next year": "2027",
    "on January 29": "2026-01-29",
    "on 29 January": "2026-01-29",
    "on the 29th": "2026-01-29",
    "on January 29-31": "2026-01-29/2026-01-31",
    "from January 29 to February 1": "2026-01-29/2026-02-01",
    "on 5 and 6 February": "2026-02-05/2026-02-06",
    "on February 3 or 10": "[2026-02-03,2026-02-10]",
    "from Monday to Wednesday": "2026-01-26/2026-01-28",
    "on Monday and Tuesday": "2026-01-26/2026-01-27",
    "next weekend": "[2026-01-31..2026-02-01]",
    "on the night of January 28": "2026-01-28",
    "on January 28th": "2026-01-28",
    "from the 27th to the 29th": "2026-01-27/2026-01-29",
    "on Feb. 3": "2026-02-03",
    "on 28.01.2026": "2026-01-28",
    "on 2026-01-28": "2026-01-28",
    "in the last week of January": "[2026-01-25..2026-01-31]",
    "for two days beginning January 28": "2026-01-28/2026-01-29",
    "no later than February 10": "[..2026-02-10]",
    "within two weeks": "[2026-01-21..2026-02-04]",
}
BEHIND = {
    "on Tuesday": "2026-01-20",
    "on Friday": "2026-01-16",
    "yesterday": "2026-01-20",
    "last Thursday": "2026-01-15",
    "last week": "[2026-01-12..2026-01-18]",
    "earlier this month": "[2026-01-01..2026-01-21]",
    "last month": "2025-12",
    "in December": "2025-12",
    "in late November": "2025-11-21~/2025-11-30~",
    "last year": "2025",
    "three weeks ago": "[2025-12-29..2026-01-04]",
    "late last month": "2025-12-21~/2025-12-31~",
    "on the 12th": "2026-01-12",
    "in the summer": "2025-22",
    "in October 2024": "2024-10",
    "two days ago": "2026-01-19",
    "over the weekend": "[2026-01-17..2026-01-18]",
    "on January 9": "2026-01-09",
    "on December 30": "2025-12-30",
    "from January 5 to 7": "2026-01-05/2026-01-07",
    "on Tuesday last week": "2026-01-13",
    "the day before yesterday": "2026-01-19",
    "at the end of last year": "2025-12",
    "in 2019": "2019",
}


@pytest.mark.parametrize(("words", "edtf"), AHEAD.items(), ids=list(AHEAD))
def test_a_plan_takes_a_relative_date_as_one_that_lies_ahead(words: str, edtf: str) -> None:
    draft = dated(f"{MINISTER} will visit Georgia {words}, his ministry said on Wednesday.")
    assert draft.claims.window is not None
    assert (draft.stage in {"confirmed", "proposed"}, draft.claims.window.edtf) == (True, edtf)


@pytest.mark.parametrize(("words", "edtf"), BEHIND.items(), ids=list(BEHIND))
def test_what_was_held_takes_a_relative_date_as_one_that_lies_behind(words: str, edtf: str) -> None:
    draft = dated(f"{MINISTER} visited Georgia {words}, his ministry said on Wednesday.")
    assert draft.claims.window is not None
    assert (draft.stage, draft.claims.window.edtf) == ("held", edtf)


@pytest.mark.parametrize("words", ["on Friday", "next week", "tomorrow", "on January 29", "next month"])
def test_without_a_day_of_publication_a_relative_date_is_none(words: str) -> None:
    draft = dated(f"{MINISTER} will visit Georgia {words}, his ministry said.", None)
    assert (draft.stage, draft.claims.window) == ("confirmed", None)


# Who stands behind it.

VOICES = {
    "the foreign ministry in Yerevan said": "official",
    "ministry spokeswoman Ani Badalyan said": "official",
    "he told reporters": "official",
    "according to the government": "official",
    "his office announced in a statement": "official",
    "the two governments announced": "official",
    "sources said": "sources",
    "two diplomats told Reuters": "sources",
    "an official said on condition of anonymity": "sources",
    "according to people familiar with the plan": "sources",
    "the Kommersant newspaper reported": "media",
    "according to local media": "media",
    "Interfax reported": "media",
    "the prime minister's spokesman said": "official",
    "the state news agency TASS reported": "media",
    "citing an unnamed diplomat, Interfax reported": "media",
    "the embassy said": "official",
    "government sources told Northwire": "sources",
    "officials said": "sources",
    "a senior official told reporters": "sources",
    "a foreign ministry official said": "sources",
    "he wrote on X": "official",
    "the presidential palace said": "official",
    "the prime minister said": "official",
    "Reuters reported, citing two sources": "media",
}


@pytest.mark.parametrize(("words", "class_"), VOICES.items(), ids=list(VOICES))
def test_who_stands_behind_a_plan_is_told_by_who_is_said_to_say_it(words: str, class_: str) -> None:
    draft = dated(f"{MINISTER} will visit Georgia on Friday, {words}.")
    assert draft.attribution.class_ == class_
    assert draft.stage == ("confirmed" if class_ == "official" else "in_final_arrangement")


@pytest.mark.parametrize(
    ("speaker", "class_"),
    [("government sources", "sources"), ("diplomats", "sources"), ("the Georgian government's spokesman", "official")],
)
def test_a_person_named_just_before_speaks_only_if_the_speaker_is_one(speaker: str, class_: str) -> None:
    draft = dated(f"{MINISTER} is arranging a visit to Georgia on Friday to meet Irakli Kobakhidze, {speaker} said.")
    assert draft.attribution.class_ == class_


def test_an_outlets_own_voice_is_unattributed_and_confirms() -> None:
    draft = dated(f"{MINISTER} will visit Georgia on Friday.")
    assert (draft.stage, draft.attribution.class_) == ("confirmed", "unattributed")
    assert "attribution" not in draft.evidence


# How it stands: the words of the phrase table, each in a sentence of its own.

STANDINGS = {
    "is considering a visit to Georgia in March": "proposed",
    "hopes to visit Georgia in March": "proposed",
    "may visit Georgia in March": "proposed",
    "has been invited to visit Georgia in March": "proposed",
    "has agreed in principle to visit Georgia in March": "proposed",
    "is arranging a visit to Georgia in March": "arranging",
    "is making arrangements to visit Georgia in March": "arranging",
    "is preparing for a visit to Georgia in March": "arranging",
    "is in the final stages of arranging a visit to Georgia in March": "in_final_arrangement",
    "is tentatively scheduled to visit Georgia in March": "in_final_arrangement",
    "is to pay an official visit to Georgia in March": "confirmed",
    "is set to visit Georgia in March": "confirmed",
    "is scheduled to visit Georgia in March": "confirmed",
    "will travel to Georgia in March": "confirmed",
    "has postponed a visit to Georgia": "postponed",
    "has put off his visit to Georgia": "postponed",
    "has deferred a trip to Georgia": "postponed",
    "has cancelled a visit to Georgia": "cancelled",
    "has called off his trip to Georgia": "cancelled",
    "has scrapped plans to visit Georgia": "cancelled",
    "will not visit Georgia in March": "cancelled",
    "has no plans to visit Georgia in March": "denied",
    "arrived in Georgia on Tuesday": "held",
    "left for Georgia on Tuesday": "held",
    "paid an unannounced visit to Georgia on Tuesday": "held",
    "is exploring the possibility of visiting Georgia in March": "proposed",
    "is mulling a trip to Georgia": "proposed",
    "has expressed his intention to visit Georgia": "proposed",
    "plans to visit Georgia, though no date is set": "proposed",
    "is working out the details of a visit to Georgia": "arranging",
    "is looking for alternative dates for his visit to Georgia": "postponed",
    "is fine-tuning details of a visit to Georgia in March": "in_final_arrangement",
    "is expected to visit Georgia in March": "confirmed",
    "departed on Tuesday for Georgia": "held",
    "wrapped up a visit to Georgia on Tuesday": "held",
    "is on a visit to Georgia": "held",
    "has put his visit to Georgia on hold": "postponed",
    "will not travel to Georgia as planned": "cancelled",
    "never planned to visit Georgia": "denied",
    "still plans to visit Georgia in March": "proposed",
    "had to abandon a trip to Georgia": "cancelled",
    "will go ahead with a visit to Georgia in March": "confirmed",
    "kicked off a visit to Georgia on Tuesday": "held",
    "has accepted an invitation to visit Georgia": "proposed",
    "will visit Georgia in March, the dates are being finalised": "confirmed",
    "did not cancel his visit to Georgia, which will take place in March": "confirmed",
    "was to visit Georgia on Friday, but the trip fell through": "cancelled",
    "denied that his visit to Georgia had been cancelled": "proposed",
}


@pytest.mark.parametrize(("words", "stage"), STANDINGS.items(), ids=list(STANDINGS))
def test_the_words_for_a_plan_tell_how_it_stands(words: str, stage: str) -> None:
    draft = dated(f"{MINISTER} {words}, his ministry said on Wednesday.")
    assert (draft.stage, draft.claims.host) == (stage, "GE")


@pytest.mark.parametrize("words", ["arrived here on Tuesday on an official visit", "is due here on Friday for talks"])
def test_here_is_the_country_of_the_dateline(words: str) -> None:
    text = f"Mirzoyan begins visit\n\nTBILISI, January 21 (Reuters) - {MINISTER} {words}."
    (draft,) = read(text, Known(published=date(2026, 1, 21))).drafts
    assert draft.claims.host == "GE"
