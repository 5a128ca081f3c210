"""The trace of an article: what each stage made of it, in lines. The weights differ with each fit and are left out."""

import re
from collections import defaultdict
from datetime import date

from tests.reading.meetings.sentences import KNOWN
from tracker.reading.draft import Known
from tracker.reading.trace import trace

ARTICLE = """Notes from two capitals

RIGA, Jan 21 (Xinhua) - Former Kenyan President Ruth Okello is well. Latvian President Janis Ozols will meet the \
Peruvian foreign minister in Riga on February 3, the ministry said on Tuesday.
"""
WEIGHED = re.compile(r"   (stage|attribution|host|window|takes part) +([+-]?\d+\.\d\d) +(.+)")


def test_a_trace_goes_from_the_story_by_its_sentences_and_encounters_to_the_drafts() -> None:
    lines = [line for line in trace(ARTICLE, KNOWN) if not WEIGHED.match(line)]
    assert [re.sub(r"\d\.\d\d.*", "…", line) for line in lines] == [
        "story: 3 sentences",
        "   dateline      RIGA, Jan 21 (Xinhua) -",
        "   written on    2026-01-21",
        "   written from  LV",
        "   credits       Xinhua",
        "   person        Ruth Okello, former president, KE",
        "   person        Janis Ozols, president, LV",
        "",
        "headline 0: notes from two capitals",
        "",
        "sentence 1: former [place: kenyan] [office: president] [person: ruth okello] is well .",
        "",
        (
            "sentence 2: [place: latvian] [office: president] [person: janis ozols] will meet the [place: peruvian] "
            "[office: foreign minister] in [place: riga] on [date: february 3] , the [institution: ministry] said on "
            "[date: tuesday] ."
        ),
        "   statement  official by the ministry, dated tuesday",
        "   mention    talks (meet); certain; parties Janis Ozols, PE foreign minister; places Riga; dates february 3",
        "",
        "encounter 1: talks, in sentences 2",
        "   a meeting    …",
        "",
        "draft 1: talks confirmed, official, 2026-02-03, LV, Janis Ozols, foreign minister; confidence …",
    ]


def test_an_encounter_shows_the_heaviest_candidates_of_each_field_and_which_one_the_rules_choose() -> None:
    shown = defaultdict(list)
    for field, weight, value in (match.groups() for line in trace(ARTICLE, KNOWN) if (match := WEIGHED.match(line))):
        shown[field].append((float(weight), value))
    people = shown.pop("takes part")
    assert shown.keys() == {"stage", "attribution", "host", "window"}
    for candidates in shown.values():
        assert 2 <= len(candidates) <= 4
        assert [weight for weight, _ in candidates] == sorted((weight for weight, _ in candidates), reverse=True)
    by_rule = [value for candidates in shown.values() for _, value in candidates if value.endswith(" (rules)")]
    assert by_rule == [
        'confirmed "will meet" (rules)',
        'official "the ministry" (rules)',
        'LV "Riga" (rules)',
        '2026-02-03 "February 3" (rules)',
    ]
    assert {value for _, value in people} >= {"Janis Ozols (rules)", "PE foreign minister (rules)"}


def test_what_an_article_does_not_say_is_a_dash() -> None:
    lines = list(trace("Fish is cheap. It costs less than last year.", Known(published=None, outlet=None)))
    assert lines[:5] == [
        "story: 2 sentences",
        *(f"   {name:<14}-" for name in ("dateline", "written on", "written from", "credits")),
    ]
    assert lines[-1] == "no drafts"


def test_an_encounter_that_is_not_a_meeting_says_so_and_a_draft_without_a_day_has_a_dash() -> None:
    known = Known(published=date(2026, 1, 21), outlet="Northwire")
    lines = list(trace("Kenyan President Ruth Okello visited a school at home. Pupils sang.", known))
    assert any(re.fullmatch(r"   a meeting    0\.\d\d, not a meeting", line) for line in lines)
    lines = list(trace("Kenyan President Ruth Okello plans to visit Peru, her office said.", known))
    assert re.match(r"draft 1: visit proposed, official, -, PE, Ruth Okello.*; confidence 0\.\d\d, ", lines[-1])
