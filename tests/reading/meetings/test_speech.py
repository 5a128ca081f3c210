"""Who says what a sentence says, and when it was said."""

import pytest

from tests.reading.meetings.sentences import chunked, mention
from tracker.reading.encounters.days_of_speech import days_of_acts, days_of_statements
from tracker.reading.encounters.speech import statements

PLAN = "Asare will visit Tallinn on Friday"


def told(text: str) -> list[tuple[str, str]]:
    """Return the class and the words of each attribution."""
    row = chunked(text)
    return [(one.class_, " ".join(chunk.low for chunk in row[one.first : one.last])) for one in statements(row)]


CLASSES = {
    # An office, by whatever it is called
    f"{PLAN}, the foreign ministry said.": [("official", "the foreign ministry")],
    f"{PLAN}, the Kremlin said.": [("official", "the kremlin")],
    f"{PLAN}, a government spokesman said.": [("official", "a government spokesman")],
    f"{PLAN}, Ghana's presidency announced.": [("official", "ghana 's presidency")],
    f"{PLAN}, Kask said.": [("official", "kask")],
    f"Kask said {PLAN}.": [("official", "kask")],
    f"{PLAN}, according to the presidency.": [("official", "the presidency")],
    f"{PLAN}, said Kask.": [("official", "kask")],
    f"{PLAN}, the embassy said in a statement.": [("official", "the embassy")],
    f"Kask, the king's chief aide, told reporters that {PLAN}.": [("official", "aide")],
    f"Kask, who had lunch with foreign diplomats, told reporters that {PLAN}.": [("official", "kask")],
    f"The embassy made it clear that {PLAN}.": [("official", "the embassy")],
    f"{PLAN}, their offices said.": [("official", "their offices")],
    f"It was announced by the foreign ministry that {PLAN}.": [("official", "the foreign ministry")],
    f"The palace let it be known that {PLAN}.": [("official", "the palace")],
    f"{PLAN}, according to the ministry's website.": [("official", "the ministry 's website")],
    f"Kask said in a statement of the Korean Central News Agency that {PLAN}.": [("official", "kask")],
    f"{PLAN}, according to a press release of the ministry.": [("official", "a press release of the ministry")],
    "He said so in Riga.": [("official", "he")],
    f"{PLAN}, both sides said.": [("official", "sides")],
    f"{PLAN}, according to Ghana.": [("official", "ghana")],
    f"{PLAN}, according to Mr. Kask.": [("official", "kask")],
    f"{PLAN}, an official statement said.": [("official", "an official statement")],
    f"{PLAN}, the army's media wing said.": [("official", "the army 's media wing")],
    f"{PLAN}, the military said.": [("official", "the military")],
    f"{PLAN}, according to the president's media division.": [("official", "the president 's media division")],
    f"Kask was told by Ghana that {PLAN}.": [("official", "ghana")],
    f"Kask was told that {PLAN}.": [],
    f"The ministry was informed that {PLAN}, sources said.": [("sources", "sources")],
    f"{PLAN}, a senior official, Yaw Owusu, said.": [("official", "yaw owusu")],
    f"{PLAN}, the ISPR said.": [("official", "ispr")],
    f"{PLAN}, MOFA announced.": [("official", "mofa")],
    f"{PLAN}, the Cabinet approved on Monday.": [("official", "the cabinet")],
    f"{PLAN}, a statement of the ministry read.": [("official", "a statement of the ministry")],
    f"{PLAN}, Kask was quoted as saying.": [("official", "kask"), ("official", "kask")],
    f"{PLAN}, Kask was quoted by state media.": [("official", "kask")],
    f"It has been officially announced that {PLAN}.": [("official", "announced")],
    f"It has been confirmed that {PLAN}.": [("official", "confirmed")],
    f"Kask learnt on Monday that {PLAN}.": [],
    f"Kask learned on Monday that {PLAN}.": [],
    # Sources without a name
    f"Aides of Kask told reporters that {PLAN}.": [("sources", "aides of kask")],
    f"{PLAN}, sources said.": [("sources", "sources")],
    f"{PLAN}, people with knowledge of the ties between the two countries said.": [("sources", "the two countries")],
    f"{PLAN}, military sources said.": [("sources", "military sources")],
    # The press of a place, and an issue of a newspaper
    f"{PLAN}, according to Tuesday's issue of Postimees, a newspaper.": [("media", "postimees")],
    f"Those close to the palace said that {PLAN}.": [("sources", "the palace")],
    f"{PLAN}, several government sources said.": [("sources", "several government sources")],
    f"{PLAN}, according to a diplomatic source.": [("sources", "a diplomatic source")],
    f"{PLAN}, an official said.": [("sources", "an official")],
    f"{PLAN}, a senior government official said.": [("sources", "a senior government official")],
    f"{PLAN}, people familiar with the plan said.": [("sources", "people familiar")],
    f"{PLAN}, a diplomat in New Delhi said.": [("sources", "a diplomat")],
    f"{PLAN}, Kremlin officials said.": [("sources", "kremlin officials")],
    f"{PLAN}, people close to the ministry said.": [("sources", "people close")],
    f"{PLAN}, a minister said.": [("sources", "a minister")],
    f"{PLAN}, a presidential aide said.": [("sources", "a presidential aide")],
    f"{PLAN}, an aide to the president said.": [("sources", "an aide")],
    f"{PLAN}, aides to Asare said.": [("sources", "aides")],
    f"{PLAN}, a member of the delegation said.": [("sources", "the delegation")],
    f"{PLAN}, officials from both sides said.": [("sources", "sides")],
    f"{PLAN}, a person briefed on the talks said.": [("sources", "a person")],
    f"{PLAN}, those familiar with the plan said.": [("sources", "those")],
    "Asare, an official said, will visit Tallinn on Friday.": [("sources", "an official")],
    "Asare will visit Kask, according to two officials who were there.": [("sources", "two officials who")],
    f"{PLAN}, it has emerged.": [("sources", "emerged")],
    f"It emerged on Monday that {PLAN}.": [("sources", "emerged")],
    f"{PLAN}, it is understood.": [("sources", "understood")],
    "The visit of the president was announced on Friday.": [("official", "announced")],
    f"{PLAN}, diplomatic circles said.": [("sources", "diplomatic circles")],
    f"{PLAN}, an aide to President Kask said.": [("sources", "an aide")],
    f"{PLAN}, this newspaper has learned from sources.": [],
    f"Postimees has learned that {PLAN}.": [("media", "postimees")],
    f"{PLAN}, spokesman Yaw Owusu said by telephone.": [("official", "spokesman yaw owusu")],
    f"{PLAN}, reports the press service.": [("official", "the press service")],
    f"{PLAN}, State House said.": [("official", "state house")],
    "The announcement was made by the ministry.": [("official", "the ministry")],
    "This is the text of a statement signed by the minister.": [("official", "the minister")],
    "The minister made this known.": [("official", "the minister")],
    # Another outlet
    f"{PLAN}, a newspaper reported.": [("media", "a newspaper")],
    f"{PLAN}, Reuters reported.": [("media", "reuters")],
    f"{PLAN}, local media reported.": [("media", "local media")],
    f"{PLAN}, local media report.": [("media", "local media")],
    f"Reuters had written on Tuesday that {PLAN}.": [("media", "reuters")],
    f"Reuters reported, citing a source, that {PLAN}.": [("media", "reuters"), ("sources", "a source")],
    f"{PLAN}, Reuters quoted a source as saying.": [
        ("media", "reuters"),
        ("sources", "a source"),
        ("sources", "a source"),
    ],
    f"{PLAN}, Postimees reported on Monday.": [("media", "postimees")],
    f"{PLAN}, according to the RBC news outlet.": [("media", "news outlet")],
    f"{PLAN}, Delfi reports.": [("media", "delfi")],
    f"{PLAN}, according to A Haber.": [("media", "haber")],
    f"{PLAN}, Trend writes with reference to Kabar.": [("media", "trend"), ("media", "kabar")],
    f"A Haber said {PLAN}, citing an official.": [("media", "haber"), ("sources", "an official")],
    f"{PLAN}, the news site Delfi reported.": [("media", "the news site")],
    f"{PLAN}, the Turkish press reported.": [("media", "the turkish press")],
    f"{PLAN}, reports say.": [("media", "reports")],
    f"{PLAN}, it was reported.": [("media", "reported")],
    "Asare will reportedly visit Tallinn on Friday.": [("media", "reportedly")],
}


@pytest.mark.parametrize(("text", "wanted"), CLASSES.items())
def test_whoever_speaks_is_of_a_class(text: str, wanted: list[tuple[str, str]]) -> None:
    assert told(text) == wanted


SILENT = [
    f"{PLAN}.",
    "Kask declared open the summit with Asare.",
    "Kask has said yes to the visit of Asare.",
    f"{PLAN}, the official said.",  # somebody named before
    f"{PLAN}, it was not confirmed by the ministry.",
    f"{PLAN}, but the ministry never said so.",
    f"{PLAN}, which neither Latvia nor the presidency of Ghana has confirmed.",
    f"{PLAN} to show what Latvia has learned.",
    f"{PLAN} to show what it has learned.",
    f"{PLAN} according with the custom of the ministry.",
    f"According to details, the minister of Ghana will arrive. {PLAN}.",
    "Foreign Minister Asare Al Said has arrived in Tallinn.",
    "The leaders of the Baltic states met in Tallinn.",
]


@pytest.mark.parametrize("text", SILENT)
def test_where_nobody_is_named_or_nothing_was_said_there_is_no_attribution(text: str) -> None:
    assert told(text) == []


def test_a_place_says_where_it_was_said_and_a_country_may_say_it() -> None:
    assert told(f"{PLAN}, an official in Estonia said.") == [("sources", "an official")]
    assert told(f"{PLAN}, Estonia said.") == [("official", "estonia")]


def dates_of_saying(text: str) -> set[str]:
    row = chunked(text)
    days = {at for one in statements(row) for at in one.days} | days_of_statements(row) | days_of_acts(row)
    return {row[at].low for at in days}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Asare will visit Tallinn in May, the ministry said on Wednesday.", {"wednesday"}),
        ("The ministry said late on Wednesday that Asare will visit Tallinn in May.", {"wednesday"}),
        ("Asare will visit Tallinn in May, the ministry announced yesterday.", {"yesterday"}),
        ("The ministry on Wednesday denied that Asare will visit Tallinn in May.", {"wednesday"}),
        ("Asare will visit Tallinn in May, the ministry said in a statement on Wednesday.", {"wednesday"}),
        ("In a report on Wednesday, a newspaper wrote that Asare will visit Tallinn in May.", {"wednesday"}),
        ("Last week a Welsh newspaper wrote that Asare will visit Tallinn in May.", {"last week"}),
        ("In a speech on the evening of Wednesday, the ministry said Asare will visit Tallinn in May.", {"wednesday"}),
        ("It was Kask who on Wednesday wrote that Asare will visit Tallinn in May.", {"wednesday"}),
        ("Kask was informed on Wednesday that Asare will visit Tallinn in May.", {"wednesday"}),
        ("Ghana declined on Wednesday to say that Asare will visit Tallinn in May.", {"wednesday"}),
        ("The silence was broken on Wednesday, when Kask said that Asare will visit Tallinn in May.", {"wednesday"}),
        # What is asked, offered, agreed or approved
        ("Ghana will propose today that Asare visits Tallinn in May.", {"today"}),
        ("Asare asked parliament on Wednesday for leave to visit Tallinn in May.", {"wednesday"}),
        ("Ghana sought leave on Wednesday for Asare to visit Tallinn in May.", {"wednesday"}),
        ("Asare and Kask agreed Wednesday that he would visit Tallinn in May.", {"wednesday"}),
        ("Ghana and Estonia agreed by phone on Wednesday to let Asare visit Tallinn in May.", {"wednesday"}),
        ("On Wednesday Kask invited Asare to visit Tallinn in May.", {"wednesday"}),
        ("On Wednesday the visit of Asare to Tallinn in May was approved.", {"wednesday"}),
        ("Only hours earlier on Wednesday the visit of Asare in May had been announced.", {"earlier on wednesday"}),
        # A place, a listener or a means of speech before the day
        ("Asare will visit Tallinn in May, the ministry told the Graphic on Wednesday.", {"wednesday"}),
        ("Asare will visit Tallinn in May, the ministry told ERR on Wednesday.", {"wednesday"}),
        ("Asare will visit Tallinn in May, the ministry said in an interview with Delfi on Wednesday.", {"wednesday"}),
        (
            "Asare will visit Tallinn in May, the ministry said by fax from the border town of Elva on Wednesday.",
            {"wednesday"},
        ),
        ("Asare will visit Tallinn in May, the ministry said on arrival in Elva on Wednesday.", {"wednesday"}),
        # The day of the meeting
        ("Asare has agreed to visit Tallinn on Wednesday.", set()),
        ("Asare asked for a visit to Tallinn on Wednesday.", set()),
        ("The ministry said Wednesday's visit of Asare to Tallinn is short.", set()),
        ("Asare met Kask in Tallinn on Wednesday and asked for help.", set()),
        ("Asare will visit Tallinn on Wednesday, when Kask will say more.", set()),
        ("The ministry said Asare will visit Tallinn on Wednesday.", set()),
        ("Asare will visit Tallinn on Wednesday, the ministry said.", set()),
    ],
)
def test_the_day_of_the_speech_is_not_the_day_of_the_meeting(text: str, days: set[str]) -> None:
    assert {day.removeprefix("late ").removeprefix("on ") for day in dates_of_saying(text)} == days
    left = {chunk.low for chunk in mention(text).dates}
    assert not left & dates_of_saying(text)
    assert left
