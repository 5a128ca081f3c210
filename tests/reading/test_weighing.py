"""Weighing: which candidate a field takes, who is added to those that the rules see, and how sure a draft is.

The weights are those of each test: the shipped ones change with every fit.
"""

from collections import Counter
from math import log

import pytest

from tests.reading.labelled import article, names
from tests.reading.meetings.sentences import INTRODUCED, KNOWN, named
from tracker.reading.facts.candidate import Candidate, best
from tracker.reading.facts.sureness import THRESHOLD, chances, confidence, doubt, features, is_sure
from tracker.reading.facts.weighing import _HOST_MARGIN, Facts, chosen_parties, weighed
from tracker.reading.pipeline import _AGAINST_RULE, _BY_RULE, _OTHER, stages
from tracker.reading.weights import BIAS, FIELDS, Table, shipped

NO_WEIGHTS: dict[str, Table] = {field: {} for field in FIELDS}
VISIT = (
    "Asare will visit Latvia on Friday for talks with Latvian President Janis Ozols. The two spoke by phone on Monday."
)
AGAIN = "the two will hold talks in Riga, and Asare will meet Kask again in the evening."


def encounters(text: str, **weights: Table) -> tuple[Facts, ...]:
    """Return the encounters of some sentences, weighed with these weights alone."""
    return stages(INTRODUCED + text, KNOWN, NO_WEIGHTS | weights).facts


def candidate(value: str, feature: str, *, by_rule: bool = False) -> Candidate[str]:
    return Candidate(value, (0, 1), frozenset({feature}), by_rule)


# A choice

RULE, OTHER = candidate("rule", "a", by_rule=True), candidate("other", "b")


@pytest.mark.parametrize(
    ("table", "value", "gap", "agreed"),
    [
        ({"a": 2.0}, "rule", 2.0, True),
        ({"b": 1.0}, "other", 1.0, False),
        ({"b": 0.75}, "rule", -0.75, False),
        ({"c": 9.0}, "rule", 0.0, True),
    ],
)
def test_the_choice_of_the_rules_stands_unless_another_outweighs_it_by_the_margin(
    table: Table, value: str, gap: float, agreed: bool
) -> None:
    choice = best([RULE, OTHER], table, margin=1.0)
    assert (choice.value, choice.gap, choice.agreed) == (value, gap, agreed)


def test_a_candidate_without_another_is_five_before_it_and_has_the_probability_of_its_weight() -> None:
    choice = best([OTHER], {"b": log(3), BIAS: log(2)})
    assert (choice.gap, round(choice.probability, 6)) == (5.0, round(6 / 7, 6))


def rivals(found: Facts, field: str) -> tuple[Candidate[object], Candidate[object], str]:
    """Return the candidate of the rules, another one, and a feature that only that one has."""
    candidates = getattr(found.candidates, field)
    rule = next(one for one in candidates if one.by_rule)
    other = next(one for one in candidates if one.features - rule.features)
    return rule, other, min(other.features - rule.features)


@pytest.mark.parametrize("field", ["stage", "attribution", "window"])
def test_a_field_is_that_of_the_rules_whatever_the_weights_say(field: str) -> None:
    (found, *_) = encounters(VISIT)
    rule, _, feature = rivals(found, field)
    choice = getattr(weighed(found.candidates, NO_WEIGHTS | {field: {feature: 99.0}}), field)
    assert (choice.value, choice.agreed) == (rule.value, False)


def test_another_host_may_outweigh_that_of_the_rules() -> None:
    (found, *_) = encounters(VISIT)
    rule, other, feature = rivals(found, "host")
    for weight, chosen in ((_HOST_MARGIN - 0.01, rule), (_HOST_MARGIN, other)):
        assert weighed(found.candidates, NO_WEIGHTS | {"host": {feature: weight}}).host.value == chosen.value


@pytest.mark.parametrize(
    ("text", "bias", "people"),
    [
        ("Asare will hold talks in Riga with the Latvian side. Kask spoke.", 0.0, ["Asare", "Kask", "LV"]),
        ("Asare will hold talks in Riga with the Latvian side. Kask spoke.", -0.01, ["Asare", "LV"]),
        ("Asare will hold talks. Kask spoke in Tallinn.", log(1 / 9) + 0.01, ["Asare", "Kask"]),
        ("Asare will hold talks. Kask spoke in Tallinn.", log(1 / 9) - 0.01, ["Asare"]),
        ("Asare will visit Riga. Kask spoke in Tallinn.", -0.01, ["Asare", "LV"]),
        ("Asare will meet Kask.", 9.0, ["Asare", "Kask"]),
    ],
)
def test_one_side_alone_is_completed_by_whoever_is_likely(text: str, bias: float, people: list[str]) -> None:
    made = stages(INTRODUCED + text, KNOWN, NO_WEIGHTS | {"people": {BIAS: bias}})
    assert sorted(named(made.analysis, chosen_parties(made.facts[0]))) == people


@pytest.mark.parametrize(
    ("text", "chance"),
    [
        ("Asare will meet Kask.", _BY_RULE),
        ("Asare visited a school in Ghana.", _AGAINST_RULE),
    ],
)
def test_an_encounter_gives_a_draft_from_some_probability_on_that_it_is_a_meeting(text: str, chance: float) -> None:
    for more, drafts in ((-0.01, 0), (0.01, 1)):
        weights = NO_WEIGHTS | {"meeting": {BIAS: log((chance + more) / (1 - chance - more))}}
        assert len(stages(INTRODUCED + text, KNOWN, weights).drafts) == drafts


@pytest.mark.parametrize("other", ["Asare will meet Kask in June.", "Asare toured a school in Ghana in June."])
def test_an_encounter_besides_the_main_one_is_a_meeting_by_the_weights_alone(other: str) -> None:
    for more, drafts in ((-0.01, 1), (0.01, 2)):
        chance = _OTHER + more
        weights = NO_WEIGHTS | {"meeting": {"other": log(chance / (1 - chance))}}
        assert len(stages(f"{INTRODUCED}Asare visited Latvia. {other}", KNOWN, weights).drafts) == drafts


def test_what_counts_for_a_meeting_besides_the_main_one_is_who_when_and_where_and_what_it_shares() -> None:
    visit, call = encounters(VISIT)
    assert "past" not in visit.candidates.meeting
    assert call.candidates.meeting >= {
        "dated, no host",
        "named of 2 countries, dated, no host",
        "first held foreground",
        "held dated",
        "same people",
        "same people, days apart",
        "same people, hosts unknown",
        "past 0 far",
        "exact",
    }


# How sure a draft is


def test_what_makes_a_draft_sure_is_how_far_rules_and_weights_agree_and_what_the_article_is_like() -> None:
    visit, call = map(features, encounters(VISIT))
    assert visit == {
        "agreed on stage": 0.0,
        "agreed on window": 1.0,
        "agreed on host": 1.0,
        "agreed on parties": 1.0,
        **{f"gap of {field}": 0.0 for field in ("stage", "attribution", "window", "host")},
        "chance": 0.5**4,
        "chance where all agree": 0.0,
        "is a meeting": 0.0,
        "likeliest that is left out": 0.5,
        "party without a name": 0.0,
        "host takes part": 1.0,
        "sentences, logarithm": log(4),
        "mentions that say something else": 0.0,
        "doubted by the rules": 0.0,
        "only date": 0.0,
        "first place": 1.0,
        "in the lead": 0.0,
    }
    assert {name: value for name, value in call.items() if value != visit[name]} == {
        "agreed on window": 0.0,
        "gap of host": 5.0,
        "likeliest that is left out": 0.0,
        "host takes part": 0.0,
        "first place": 0.0,
    }


def test_neither_a_gap_nor_the_odds_of_a_meeting_count_beyond_their_bounds() -> None:
    for weight, odds in ((9.0, 4.0), (-9.0, -4.0), (1.0, 1.0)):
        (found, *_) = encounters(VISIT, meeting={"main": weight})
        assert round(features(found)["is a meeting"], 6) == odds
    (found, *_) = encounters(VISIT, host={"first setting": 9.0})
    assert features(found)["gap of host"] == 6.0
    (found, *_) = encounters(VISIT, attribution={rivals(found, "attribution")[2]: 3.5})
    assert features(found)["gap of attribution"] == -3.0


def test_parties_are_agreed_on_if_two_countries_meet_of_which_none_is_a_body() -> None:
    texts = ("Asare will meet Kask.", "Asare will meet with NATO in May.", "Asare will visit Peru, Latvia and Estonia.")
    assert [features(encounters(text)[0])["agreed on parties"] for text in texts] == [1.0, 0.0, 0.0]


def test_the_confidence_is_that_of_the_table_for_main_meetings_or_for_others() -> None:
    sure: Table = {"main: chance": 16.0, f"main: {BIAS}": 1.0, f"other: {BIAS}": -1.0}
    assert [confidence(found, {"sure": sure}) for found in encounters(VISIT)] == [0.88, 0.27]


def test_a_draft_is_sure_from_the_threshold_if_rules_and_weights_agree_on_stage_window_and_host() -> None:
    text = f"Asare will meet Kask in Riga on Friday; {AGAIN}"
    (agreed, *_) = encounters(text, stage={"confirmed: first certain": 2.0})
    tables: list[Table] = [{THRESHOLD: 0.5}, {THRESHOLD: 0.51}, {}]
    assert [is_sure(agreed, 0.5, {"sure": table}) for table in tables] == [True, False, False]
    (differing, *_) = encounters(text, stage={"proposed: first certain": 2.0})
    assert not is_sure(differing, 1.0, {"sure": {THRESHOLD: 0.5}})


def test_a_draft_is_sure_only_if_headline_and_first_two_sentences_speak_of_its_meeting_three_times() -> None:
    lead = "Asare will meet Kask in Riga on Friday"
    texts = (f"{lead}; {AGAIN}", f"{lead}.", f"{lead}. Then {AGAIN}")
    found = [encounters(text, stage={"confirmed: first certain": 2.0})[0] for text in texts]
    assert [is_sure(one, 0.9, {"sure": {THRESHOLD: 0.5}}) for one in found] == [True, False, False]
    assert doubt(found[1]) == "the lead says little about it"


def test_a_draft_whose_date_has_another_weekday_is_not_sure() -> None:
    leads = (f"Asare will meet Kask in Riga on Friday, May {day}" for day in (8, 9))
    right, wrong = (f"{lead}; {AGAIN}" for lead in leads)
    found = [encounters(text, stage={"confirmed: first certain": 2.0})[0] for text in (right, wrong)]
    assert [is_sure(one, 0.5, {"sure": {THRESHOLD: 0.5}}) for one in found] == [True, False]
    assert doubt(found[1]) == "doubtful window"


def test_a_draft_whose_month_no_words_give_is_not_sure() -> None:
    text = "Asare met Latvian President Janis Ozols in Riga. The main topic of the talks was the price of fish."
    (found, *_) = encounters(text, stage={"held: first held": 2.0})
    assert found.window.value is not None
    assert not is_sure(found, 1.0, {"sure": {THRESHOLD: 0.5}})
    assert doubt(found) == "doubtful window"


def test_a_draft_that_is_not_sure_names_the_doubtful_fields_or_the_two_least_likely() -> None:
    visit, call = encounters(VISIT)
    assert doubt(visit) == "doubtful stage"
    assert doubt(call) == "doubtful stage, window"
    (agreed, *_) = encounters(
        f"Asare will meet Kask in Riga on Friday; {AGAIN}", stage={"confirmed: first certain": 2.0}
    )
    assert chances(agreed)["stage"] > 0.5
    assert doubt(agreed) == "doubtful window, host"


# Features and weights


def test_what_speaks_for_a_meeting_is_named_as_in_the_weights() -> None:
    visit, call = (found.candidates.meeting for found in encounters(VISIT))
    both = {"1 mentions", "2 people", "2 sides", "own parties", "foreground", "official", "officials of 2 countries"}
    both |= {"3 leaders in the article", "3 countries in the article"}
    assert visit - call >= {
        *("main", "rules yes main", "begins second main", "verdict some main", "verdict confirmed"),
        *("kind visit", "host"),
    }
    assert call - visit >= {
        *("other", "rules yes other", "begins second other", "verdict some other", "verdict held"),
        *("kind call", "no host", "shares people"),
    }
    assert visit & call >= both | {"dated"}
    (school,) = encounters("Asare visited a school in Ghana.")
    assert school.candidates.meeting >= {"rules no main", "in one country", "1 sides", "1 people", "undated"}


TALKS = (
    "RIGA (Xinhua) - Asare will meet with the Peruvian president and Latvia in Riga in May. "
    "Former Latvian President Janis Ozols and NATO will visit Lima."
)
OTHERS = (
    "Asare will visit Latvia. Latvian President Janis Ozols will meet Peru's President Ana Diaz, who met NATO in Riga."
)
SAID = "Asare will visit Latvia on May 4, the palace said on Tuesday."
MOVED = "Asare's visit to Latvia was put off from May 4 to June 8, Xinhua reported. The palace said so on Tuesday."


@pytest.mark.parametrize(
    ("text", "field", "value", "wanted"),
    [
        (
            VISIT,
            "host",
            "LV",
            "first setting; only setting; setting first; setting 3 first; state clause; other second",
        ),
        (VISIT, "host", "GH", "first party visit; owner lead"),
        (VISIT, "host", "EE", "no party visit; owner lead"),
        (VISIT, "host", None, "none; none visit"),
        (
            TALKS,
            "host",
            "LV",
            "home; home party; in clause; in second; later party visit; place clause; setting 2 first",
        ),
        (TALKS, "host", "PE", "setting later; setting 3 later; other clause; place second"),
        ("Asare will visit NATO in May.", "host", None, "none"),
        (VISIT, "window", "2026-01-23", "own; on own; own not said; second; second own; near second; rules"),
        (VISIT, "window", "2026-01-19", "other; on other; second other"),
        (VISIT, "window", None, "none; none confirmed; none of 3"),
        ("The visit of Asare to Latvia matters.", "window", None, "none; none none; none of 0"),
        (MOVED, "window", "2026-05-04", "original; own"),
        (MOVED, "window", "2026-06-08", "new; own"),
        (MOVED, "window", "2026-01-27", "next; next not said; on next"),
        (SAID, "window", "2026-01-27", "said; said clause; said second; on clause"),
        (VISIT, "attribution", "media", "media; media: nobody telling; media: own voice unattributed"),
        (MOVED, "attribution", "sources", "sources: media telling; sources: media own; sources: official second"),
        (MOVED, "attribution", "sources", "sources: nobody lead; sources: telling postponed"),
        (
            VISIT,
            "stage",
            "held",
            "held; held: dated; held: first certain; held: voice unattributed; held: lead certain",
        ),
        (VISIT, "stage", "held", "held: first certain dated; held: first date ahead; held: body certain"),
        (MOVED, "stage", "held", "held: new date; held: first postponed by media"),
    ],
)
def test_a_candidate_is_described_in_the_words_of_the_weights(
    text: str, field: str, value: str | None, wanted: str
) -> None:
    candidates = getattr(encounters(text)[0].candidates, field)
    found = next(one.features for one in candidates if getattr(one.value, "edtf", one.value) == value)
    assert found >= set(wanted.split("; "))


def test_the_place_of_the_main_meeting_is_named_as_such_for_another() -> None:
    hosts = [{one.value: one.features for one in found.candidates.host} for found in encounters(OTHERS)]
    assert [host["LV"] >= {"setting main", "setting other"} for host in hosts] == [False, True]
    assert "setting main" not in hosts[0]["LV"]


def test_a_stage_rests_on_the_words_that_say_it_best() -> None:
    text = "Asare will visit Latvia on Friday. He may postpone the visit to Latvia. His visit to Latvia was cancelled."
    candidates = encounters(text)[0].candidates.stage
    whole = INTRODUCED + text
    words = {one.value: whole[slice(*one.words)] for one in candidates}
    assert {stage: words[stage] for stage in ("confirmed", "postponed", "cancelled")} == {
        "confirmed": "will visit",
        "postponed": "postpone the visit",
        "cancelled": "visit to Latvia was cancelled",
    }


@pytest.mark.parametrize(
    ("text", "who", "wanted"),
    [
        (VISIT, "Asare", "official; rules; rules official; class leader; guest leader; guest visit named; alone named"),
        (VISIT, "Asare", "takes part first; takes part first official; takes part 1 times; other meeting too"),
        (VISIT, "Asare", "named lead; named clause; named second; named nowhere; of 2 sides in"),
        (VISIT, "Ozols", "host leader; host visit named"),
        (TALKS, "LV", "state; class none; rules state; in first; and first; country meeting; guest meeting unnamed"),
        (TALKS, "LV", "adjective owner meeting; alone unnamed; takes part first state; guest none"),
        (TALKS, "PE", "not by rules state; capital meeting; owner with first; takes part 0 times"),
        (TALKS, "PE president", "office; rules office; host meeting unnamed"),
        (TALKS, "NATO leaders", "body; not by rules body; new side meeting; of 3 sides out; organisation meeting"),
    ],
)
def test_a_party_is_described_in_the_words_of_the_weights(text: str, who: str, wanted: str) -> None:
    made = stages(INTRODUCED + text, KNOWN, NO_WEIGHTS)
    people = made.facts[0].candidates.people
    found = next(one.features for one in people if named(made.analysis, [one.value]) == [who])
    assert found >= set(wanted.split("; "))


@pytest.mark.parametrize(
    ("text", "number", "wanted"),
    [
        (
            "Foreign Minister Abdul Momen will visit Latvia.",
            0,
            "party of no country; officials of 0 countries; 2 sides",
        ),
        ("Foreign Minister Abdul Momen will visit Latvia.", 0, "1 countries in its clauses main; in one country"),
        ("The ASEAN summit will be held in Riga.", 0, "0 people; no official; kind summit; 2 sides"),
        ("The ASEAN summit will be held in Riga.", 0, "2 countries in its sentences main; 2 leaders in the article"),
        ("Asare, whose visit to Latvia was short, will meet Kask.", 0, "2 mentions; kind talks; kind visit; 3 sides"),
        (TALKS, 0, "2 mentions; 3 countries in its clauses main"),
        (OTHERS, 1, "other people; 2 mentions; kind talks; rules yes other; 3 countries in its sentences other"),
    ],
)
def test_an_encounter_is_described_in_the_words_of_the_weights(text: str, number: int, wanted: str) -> None:
    assert encounters(text)[number].candidates.meeting >= set(wanted.split("; "))


@pytest.mark.parametrize(
    ("text", "window", "wanted"),
    [
        (VISIT, "2026-01-23", {"ahead 0 far", "ahead confirmed", "length day", "length day confirmed"}),
        (VISIT, "2026-01-23", {"rules", "rules confirmed"}),
        (VISIT, "2026-01-19", {"past 0 far", "past confirmed"}),
        ("Asare will visit Latvia in May, on May 4.", "2026-05", {"narrower exists", "length month", "ahead 2 far"}),
        ("Asare will visit Latvia in May, on May 4.", "2026-05-04", {"wider exists", "length day", "ahead 3 far"}),
        ("Asare will visit Latvia next year.", "2027", {"only date", "length months", "ahead 3 far"}),
        ("Asare will visit Latvia on May 4-6.", "2026-05-04/2026-05-06", {"length stay"}),
        ("Asare will visit Latvia next week.", "[2026-01-26..2026-02-01]", {"only date", "length days"}),
        ("Asare will visit Latvia on January 21.", "2026-01-21", {"today", "only date", "now confirmed"}),
    ],
)
def test_a_window_has_its_length_its_distance_and_its_place_among_the_others(
    text: str, window: str, wanted: set[str]
) -> None:
    candidates = encounters(text)[0].candidates.window
    found = {one.value.edtf: one.features for one in candidates if one.value}[window]
    assert found >= wanted
    among = {"narrower exists", "wider exists", "only date", "today"}
    assert found & among == wanted & among


def test_features_that_several_articles_have_have_weights() -> None:
    articles: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for name in names()[::2]:
        one = article(name)
        found = [facts.candidates for facts in stages(one.text, one.known).facts]
        for field in ("stage", "attribution", "host", "window", "people"):
            articles[field].update({one for each in found for value in getattr(each, field) for one in value.features})
    weights = shipped()
    several = {(field, name) for field, counts in articles.items() for name, count in counts.items() if count > 3}
    assert len(several) > 300
    without = {(field, name) for field, name in several if name not in weights[field]}
    assert len(without) < len(several) / 100, without  # a weight of 0.000 is left out
