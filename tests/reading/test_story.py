"""The story in a text: what is headline, paragraph, sentence, dateline and credit, and what the page put round it."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import within
from tracker.domain.errors import TrackerError
from tracker.reading.article.legible import decoded, readable
from tracker.reading.article.outlets import outlet_of, outlets
from tracker.reading.article.sentences import sentences_in
from tracker.reading.article.story import Story, story

HEADLINE = "Minister Park to fly to Oslo in March for talks on shipping"
LEAD = "Foreign Minister Park Ji-ho will fly to Oslo in March for talks on shipping, her office said on Monday."
SECOND = "She is to meet her Norwegian counterpart, Kari Lund, on the second day of the trip, the office added."
THIRD = "The two last met in Geneva, where they agreed to speak again before the summer."
BODY = [LEAD, SECOND, THIRD]


def article(*lines: str) -> str:
    return "\n".join(lines)


def page(*below: str, above: tuple[str, ...] = ()) -> str:
    """Return an article with lines between its headline and its body, and lines below it."""
    return article(HEADLINE, "", *above, *BODY, *below)


def sentences(text: str) -> list[str]:
    return [sentence.of(text) for sentence in story(text).sentences if not sentence.headline]


def headline(text: str) -> str | None:
    found = story(text).headline
    return found.of(text) if found else None


def places(text: str) -> list[str]:
    dateline = story(text).dateline
    return [place.of(text) for place in dateline.places] if dateline else []


def refusal(text: str) -> TrackerError:
    with pytest.raises(TrackerError) as caught:
        readable(text)
    return caught.value


# Headlines.


def test_the_first_line_with_an_empty_line_behind_it_is_the_headline() -> None:
    text = page()
    assert headline(text) == HEADLINE
    assert sentences(text) == BODY
    assert [paragraph.of(text) for paragraph in story(text).paragraphs] == BODY


def test_a_text_that_begins_with_a_long_sentence_has_no_headline() -> None:
    text = article(*BODY)
    assert headline(text) is None
    assert sentences(text) == BODY


@pytest.mark.parametrize(
    "title",
    [
        "Will Minister Park Fly to Oslo After All?",
        "MINISTER PARK TO FLY TO OSLO.",
        "Park, Lund arranging talks in the U.S.",
        "Park to visit Oslo on March 4, 2026",
        "Park calls off Oslo trip AGAIN - citing storms",
        "'No date yet' for Park's trip, says Oslo",
    ],
)
def test_a_headline_may_ask_shout_or_end_in_an_abbreviation(title: str) -> None:
    assert headline(article(title, "", *BODY)) == title


def test_a_headline_is_rid_of_the_outlet_behind_it_and_of_the_mark_before_it() -> None:
    assert headline(article(f"(2nd LD) {HEADLINE} - The Straits Times", "", *BODY)) == HEADLINE
    assert headline(article(f"{HEADLINE} | Reuters", "", *BODY)) == HEADLINE


def test_a_headline_may_run_over_two_lines() -> None:
    text = article("MINISTER PARK TO FLY TO OSLO", "FOR TALKS ON SHIPPING", "", *BODY)
    assert headline(text) == "MINISTER PARK TO FLY TO OSLO\nFOR TALKS ON SHIPPING"


def test_a_line_of_words_alone_is_a_headline() -> None:
    text = "Park to visit Oslo"
    assert headline(text) == text
    assert [sentence.headline for sentence in story(text).sentences] == [True]


def test_the_title_is_told_once_however_often_it_is_printed() -> None:
    crumbs = f"Home Agency News {HEADLINE[:40]}..."
    text = article(crumbs, "", HEADLINE, "", "Spread the love", "", HEADLINE, "", *BODY)
    assert headline(text) == HEADLINE
    assert sentences(text) == BODY
    assert story(text).sentences[0].start == text.index(f"\n{HEADLINE}") + 1


def test_a_second_line_below_the_headline_is_kept() -> None:
    deck = "First trip of a Korean minister to the city in nine years"
    text = article(HEADLINE, deck, "", f"Seoul: {LEAD}", SECOND)
    assert sentences(text) == [deck, LEAD, SECOND]
    assert places(text) == ["Seoul"]


# What is not told.


@pytest.mark.parametrize(
    "line",
    [
        "Home > World > Asia",
        "Ghana » Latvia » Harbours of the Baltic coast",
        "Ghana | Latvia | Harbours of the Baltic coast",
        "Ghana / Latvia",
        "Home World Politics Business Sports Opinion",
        "ETV World / international",
        "Spread the love",
        "Share this:",
        "Share ! tweet",
        "SUBSCRIBE",
        "Advertisement",
        "ADVERTISEMENT - CONTINUE READING BELOW",
        "Also read: Lund says the port is open to all",
        "Related: What the shipping talks are about",
        "Related readings: Park in Geneva; Lund on ports; Talks were put off in May",
        "READ MORE: Lund says the port is open to all",
        "More from The Example Post",
        "Photo: Ola Nordmann/Scanpix",
        "FILE - Minister Park speaks to reporters in Seoul last year, when the trip was postponed. (AP Photo/John Doe)",
        "FILE PHOTO: Minister Park speaks to reporters in Seoul",
        "Minister Park at the harbour of Busan, where the talks were planned. REUTERS/Jane Doe",
        "Image: the harbour of Oslo, where the visit was cancelled in 2019.",
        "Minister Park waves (Photo by Jane Doe)",
        "Follow us on WhatsApp and Telegram for the latest on the visit.",
        "We use cookies to postpone nothing. By continuing you accept our cookie policy.",
        "Sign up for our newsletter and never miss a summit.",
        "Get the best of the Post in your inbox",
        "Copyright 2026 The Example Post. All rights reserved.",
        "© The Example Post",
        "Tags: Oslo, Park, visit",
        "#Oslo #Park",
        "3 min read",
        "- 3 minutes",
        "Reading time: 4 minutes",
        "Updated: Jan 21, 2026 09:14 IST",
        "Published: Jan 21, 2026",
        "Last updated on 21 January 2026 at 09:14",
        "Listen to this article",
        "09:14 IST",
        "By Jane Doe and Kim Min-su",
        "(With inputs from ANI)",
        "Kyodo News",
        "0",
        "x",
        "https://example.org/news/1",
        '{"id":1,"date":"2026-01-21"}',
        "Apa pendapat anda mengenai berita ini sekarang?",
    ],
)
@pytest.mark.parametrize("at", [2, 3, 5])
def test_what_a_page_prints_round_its_story_is_left_out(line: str, at: int) -> None:
    lines = page().split("\n")
    lines.insert(at, line)
    text = article(*lines)
    assert headline(text) == HEADLINE
    assert sentences(text) == BODY


@pytest.mark.parametrize("heading", ["Synopsis\nKey Takeaways", "Highlights:", "KEY POINTS"])
def test_a_list_of_takeaways_is_left_out_with_its_heading(heading: str) -> None:
    bullets = ("- First trip: none in nine years.", "- Oslo: the talks were cancelled in 2019.")
    assert sentences(page(above=(heading, *bullets))) == BODY


@pytest.mark.parametrize(
    "marker",
    [
        "0 Comments",
        "Comments",
        "Leave a reply",
        "Leave a Reply. Your email address will not be published.",
        "Be the first to comment",
        "Subscribe\nNotify of",
        "Related Articles",
        "You may also like",
        "About the author",
        "Exit mobile version",
        "The opinions, views, and thoughts expressed by the readers are theirs alone.",
        f"The comments posted here are {'not ' * 60}ours.",
    ],
)
def test_nothing_is_told_after_comments_or_other_stories_begin(marker: str) -> None:
    assert sentences(page(marker, "", "The visit was cancelled, I heard. What a pity!", "Lund cancels trip")) == BODY


def test_a_list_of_other_stories_above_does_not_end_the_story() -> None:
    text = page(above=("Trending", "Lund cancels trip", "Storm over Bergen"))
    assert headline(text) == HEADLINE
    assert sentences(text) == BODY


def test_a_caption_above_the_dateline_is_left_out() -> None:
    caption = "Minister Park Ji-ho with reporters at the harbour of Busan in South Korea, March 3, 2017."
    text = article(HEADLINE, "", caption, f"OSLO (Reuters) - {LEAD}", SECOND)
    assert sentences(text) == [LEAD, SECOND]


def test_headings_between_paragraphs_are_left_out() -> None:
    assert sentences(article(HEADLINE, "", LEAD, "What comes next", SECOND)) == [LEAD, SECOND]


def test_chrome_within_a_paragraph_is_left_out() -> None:
    assert sentences(article(HEADLINE, "", f"{LEAD} Also read: Lund cancels trip.", SECOND)) == [LEAD, SECOND]


@pytest.mark.parametrize(
    "sentence",
    [
        "He declined.",
        "Photographs of the harbour were shown to both ministers before the talks began.",
        "Comments by the minister were read as a sign that the visit would go ahead.",
        "By Friday the two sides will have agreed on a date.",
        "Subscribers to the pact will meet in Oslo in June.",
        "Related talks in Bergen were put off.",
        '"We will go," she said:',
        "“Not this year.”",
        "Updated plans for the visit were sent to Oslo on Monday.",
    ],
)
def test_a_sentence_that_only_begins_like_chrome_is_kept(sentence: str) -> None:
    assert sentence in sentences(article(HEADLINE, "", LEAD, sentence, THIRD))


def test_items_of_a_list_are_told_without_their_mark() -> None:
    items = ("• The ministers meet on 3 March.", "- A dinner follows on 4 March.")
    assert sentences(article(HEADLINE, "", LEAD, *items, THIRD)) == [
        LEAD,
        "The ministers meet on 3 March.",
        "A dinner follows on 4 March.",
        THIRD,
    ]


def test_a_link_below_the_last_sentence_is_left_out() -> None:
    assert sentences(page("- Five things to know about Lund and the talks on shipping in Oslo")) == BODY


def test_a_story_may_be_a_list_from_its_first_line() -> None:
    assert sentences(article(HEADLINE, "", f"- {LEAD}", f"- {SECOND}")) == [LEAD, SECOND]


def test_text_without_full_stops_is_told_all_the_same() -> None:
    body = [sentence.rstrip(".") for sentence in BODY]
    assert sentences(article(HEADLINE, "", *body)) == body


# Lines.


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x0b", "\n \xa0\t\n", "\n\ufeff"])
def test_lines_may_end_in_any_way(end: str) -> None:
    text = "\ufeff" + end.join([HEADLINE, "", *BODY])
    assert headline(text) == HEADLINE
    assert sentences(text) == BODY


def test_lines_broken_at_a_column_are_joined() -> None:
    broken = (
        "Foreign Minister Park Ji-ho will fly to Oslo in\nMarch for talks on shipping, her office said on\nMonday. She "
        "is to meet Kari Lund.\n\nThe two last met in Geneva, where they agreed\nto speak again before the summer."
    )
    text = f"Minister Park to fly to Oslo\n\n{broken}\n"
    assert [" ".join(sentence.split()) for sentence in sentences(text)] == [
        LEAD,
        "She is to meet Kari Lund.",
        THIRD,
    ]


# Sentences.


@pytest.mark.parametrize(
    "parts",
    [
        ["The U.S. President met Mr. Kim on Jan. 21.", "Gen. Lee came too."],
        ["Lt. Col. Park and J. D. Vance flew to St. Petersburg.", "They sat at No. 10."],
        ["Talks begin at 9 a.m. Monday.", "They end on Sept. 5 at 3 p.m."],
        ["She flew to the U.S.", "The talks were short."],
        ["Officials of S. Korea and the U.N. Sec.-Gen. agreed.", "Nobody else did."],
        ["“Will she come?” Lund asked.", "Nobody knew."],
        ['"We will go."', "So they said."],
        ['"Shall we?"', "The answer was no."],
        ["He fell ill.", "Park went alone."],
        ["She waits...", "Nothing comes!", "Why?"],
        ["Growth was 2.5 percent.", "That is low."],
        ["He spoke to Acme Inc. officials in Ill. and left.", "In Oslo he rested."],
        ["The visit (her first) is on.", "(The second is not.)"],
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(parts: list[str]) -> None:
    assert sentences(article(HEADLINE, "", LEAD, " ".join(parts))) == [LEAD, *parts]


def test_a_sentence_of_more_than_a_thousand_characters_is_cut_at_a_space_or_anywhere() -> None:
    assert list(sentences_in("word " * 300 + "end. \n", 0, 1506)) == [(0, 999), (1000, 1504)]
    assert list(sentences_in("w" * 1001 + " end.", 0, 1006)) == [(0, 1000), (1000, 1006)]
    assert list(sentences_in("w" * 1000, 0, 1000)) == [(0, 1000)]


def test_a_space_forgotten_after_a_full_stop_does_not_join_two_sentences() -> None:
    assert sentences(article(HEADLINE, "", LEAD, "Park left on Monday.The visit went well.")) == [
        LEAD,
        "Park left on Monday.",
        "The visit went well.",
    ]


def test_a_name_behind_the_last_full_stop_is_no_sentence() -> None:
    assert sentences(article(HEADLINE, "", f"{LEAD} Jane Doe/DMS", f"{SECOND} (ST)")) == [LEAD, SECOND]


# Datelines.


@pytest.mark.parametrize(
    ("line", "where", "day", "agencies"),
    [
        ("Seoul, Sep 5 (NationPress) ", ["Seoul"], "Sep 5", ["NationPress"]),
        ("SEOUL, Jan. 21 (Yonhap) -- ", ["SEOUL"], "Jan. 21", ["Yonhap"]),
        ("SEOUL, Jan. 21 (Yonhap –) -- ", ["SEOUL"], "Jan. 21", ["Yonhap"]),
        ("MOSCOW (AP) — ", ["MOSCOW"], None, ["AP"]),
        ("TOKYO - ", ["TOKYO"], None, []),
        ("Seoul: ", ["Seoul"], None, []),
        ("BAGHDAD, March 3 (Xinhua) -- ", ["BAGHDAD"], "March 3", ["Xinhua"]),
        ("GENEVA/WASHINGTON, Oct 2 (Reuters) - ", ["GENEVA", "WASHINGTON"], "Oct 2", ["Reuters"]),
        ("MOSCOW, April 27. /TASS/. ", ["MOSCOW"], "April 27", ["TASS"]),
        ("New Delhi [India], January 21 (ANI): ", ["New Delhi"], "January 21", ["ANI"]),
        (
            "BEIJING (UrduPoint News / Sputnik - 14th June, 2023) ",
            ["BEIJING"],
            "14th June, 2023",
            ["UrduPoint News", "Sputnik"],
        ),
        ("October 31, 2017 (KHARTOUM) - ", ["KHARTOUM"], "October 31, 2017", []),
        ("NARA, Japan (Kyodo) -- ", ["NARA", "Japan"], None, ["Kyodo"]),
        ("RIO DE JANEIRO—", ["RIO DE JANEIRO"], None, []),
        ("ST. PETERSBURG, Monday, June 3 (Jiji Press) – ", ["ST. PETERSBURG"], "Monday, June 3", ["Jiji Press"]),
        ("Moscow. September 5. INTERFAX - ", ["Moscow"], "September 5", ["INTERFAX"]),
        ("Tehran – ", ["Tehran"], None, []),
        ("OSLO (Fjord Times) -- ", ["OSLO"], None, ["Fjord Times"]),
        ("OSLO (Fjord Times): ", ["OSLO"], None, ["Fjord Times"]),
        ("(Reuters) - ", [], None, ["Reuters"]),
        ("(ANSA) - BELGRADE, JUN 24 - ", ["BELGRADE"], "JUN 24", ["ANSA"]),
        ("Mar 5: ", [], "Mar 5", []),
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(
    line: str, where: list[str], day: str | None, agencies: list[str]
) -> None:
    text = article(HEADLINE, "", line + LEAD, SECOND)
    found = story(text).dateline
    assert found is not None
    assert places(text) == where
    assert (found.day.of(text) if found.day else None) == day
    assert [agency.of(text) for agency in found.agencies] == agencies
    assert sentences(text) == [LEAD, SECOND]
    assert text[found.start : found.end] == line


@pytest.mark.parametrize(
    "beginning",
    [
        "Analysis: the visit",
        "Trump - who will visit - said",
        "US - China talks",
        "On Monday, Nov 3 – the leader",
        "NATO (North Atlantic Treaty Organization) members",
        "Moscow (Russia) has said",
        "OSLO (Fjord Times) says the visit",
        "Oslo (Fjord Times) -- the visit",
        "Two- and three-day visits",
        "Update: This",
    ],
)
def test_what_only_looks_like_a_dateline_is_part_of_its_sentence(beginning: str) -> None:
    sentence = f"{beginning} could still be put off by a few days."
    text = article(HEADLINE, "", sentence, SECOND)
    assert story(text).dateline is None
    assert sentences(text) == [sentence, SECOND]


# What the text says of itself.


@pytest.mark.parametrize(
    "line",
    [
        "Published: Jan 21, 2026",
        "21 January 2026 09:14",
        "2026-01-21",
        "Posted on : 2026.01.21 14:05 KST",
        "Wednesday, January 21, 2026",
        "Agencies. January 21, 2026",
        "PTI New Delhi Published: 21/01/2026 14:52 IST",
        "January 21st, 2026 | By Jane Doe",
        '{"id":1,"date":"2026-01-21T20:15:41"}',
    ],
)
def test_the_day_of_printing_is_read_from_the_top(line: str) -> None:
    text = page(above=(line,))
    assert story(text).published == date(2026, 1, 21)
    assert sentences(text) == BODY


def test_a_label_or_a_dateline_is_believed_before_another_day() -> None:
    assert story(page(above=("Updated: Feb 2, 2026", "Published: Jan 21, 2026"))).published == date(2026, 1, 21)
    text = article("July 16, 2026", HEADLINE, "", f"OSLO, Oct 3, 2024 (Reuters) - {LEAD}")
    assert story(text).published == date(2024, 10, 3)


@pytest.mark.parametrize("line", ["Published: 03/04/2026", "Updated: 31 February 2026", "Published at 09:14"])
def test_a_day_that_could_be_two_or_is_none_is_not_read(line: str) -> None:
    assert story(page(above=(line,))).published is None


def test_a_day_below_a_long_story_is_that_of_printing_only_in_brackets() -> None:
    long = [f"{LEAD} {SECOND} {THIRD}"] * 8
    for line, day in (("Published: Jan 21, 2026", None), ("(Published: Jan 21, 2026)", date(2026, 1, 21))):
        assert story(article(HEADLINE, "", *BODY, line)).published == date(2026, 1, 21)
        assert story(article(HEADLINE, "", *long, line)).published == day


def test_a_day_within_the_story_is_not_the_day_of_printing() -> None:
    assert (
        story(article(HEADLINE, "", "Park will visit Oslo on March 3, 2026, her office said.", SECOND)).published
        is None
    )


@pytest.mark.parametrize(
    ("lines", "via"),
    [
        ((f"OSLO (Reuters) - {LEAD}",), ("Reuters",)),
        ((LEAD, "The two spoke last month, Yonhap news agency reported."), ("Yonhap",)),
        ((LEAD, "The two spoke last month, as reported by Yonhap News Agency."), ("Yonhap",)),
        ((LEAD, "(With inputs from ANI)"), ("ANI",)),
        ((LEAD, f"{SECOND} - Reuters"), ("Reuters",)),
        ((LEAD, f"{SECOND} (Yonhap News)"), ("Yonhap",)),
        (("Kyodo News", LEAD), ("Kyodo",)),
        ((f"Seoul, Sep 5 (NationPress) {LEAD}", "They met, Yonhap reported."), ("NationPress", "Yonhap")),
        ((LEAD, "According to the Anadolu Agency, the trip is on."), ("Anadolu",)),
        ((LEAD, "The Yomiuri Shimbun has also reported on the trip."), ()),
        ((LEAD, "Reporters of Reuters were not let in."), ()),
    ],
)
def test_the_agencies_credited_are_the_chain(lines: tuple[str, ...], via: tuple[str, ...]) -> None:
    text = article(HEADLINE, "", *lines)
    found = story(text)
    assert found.via == via
    assert all(outlet_of(credit.of(text)) for credit in found.credits)


def test_every_outlet_of_the_table_is_known_by_one_name() -> None:
    assert len(outlets()) > 200
    for spelling, outlet in outlets().items():
        assert re.fullmatch("[A-Z]{2}", outlet.country)
        assert spelling == spelling.strip()
        assert outlet_of(spelling) == outlet
    assert outlet_of("the Yonhap News Agency") == outlet_of("YONHAP") == outlets()["Yonhap"]
    assert outlet_of("ap") is None


# What cannot be read.


@pytest.mark.parametrize("text", ["", "  \n\n", "\ufeff", "\u200b\n"])
def test_an_empty_text_is_refused(text: str) -> None:
    assert refusal(text).sentence == "there is no text"


@pytest.mark.parametrize("text", ["1 2 3", "!!!", "* * *\n\n- - -", "Comments\n0"])
def test_a_text_without_sentences_is_refused(text: str) -> None:
    assert refusal(text).sentence == "there is no sentence in this text"


def test_a_text_of_more_than_150000_characters_is_refused() -> None:
    assert refusal("The minister went. " * 7_900).sentence == "this is too long for an article: 150,100 characters"


def test_a_text_of_more_than_2000_sentences_is_refused() -> None:
    assert len(readable("The minister went. " * 2_000).sentences) == 2_000
    assert refusal("The minister went. " * 2_001).sentence == "this is too long for an article: 2,001 sentences"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("Korean", "박지호 장관이 3월에 오슬로를 방문해 해운 문제를 논의할 예정이다."),
        ("Japanese", "朴外相は三月にオスロを訪問し、海運について協議する予定だ。"),
        ("Japanese", "朴外相は三月に首都を訪問し、海運協議を行う予定。"),
        ("Chinese", "朴部长将于三月访问奥斯陆，就航运问题举行会谈。"),
        ("Russian, or another language in Cyrillic letters", "Министр Пак посетит Осло в марте."),
        ("Arabic, or another language in Arabic letters", "يزور الوزير أوسلو في مارس لإجراء محادثات"),
        (
            "German",
            "Die Ministerin wird im März nach Oslo reisen, um dort mit dem Kollegen über die Schifffahrt zu reden.",
        ),
        (
            "French",
            "La ministre se rendra en mars à Oslo pour des entretiens sur le transport avec le chef de la diplomatie.",
        ),
        (
            "Spanish",
            "La ministra viajará en marzo a Oslo para hablar con su homólogo de los puertos, según el ministerio.",
        ),
    ],
)
def test_a_text_in_another_language_is_refused_by_its_name(language: str, text: str) -> None:
    assert refusal(text).sentence == f"this seems to be {language}; tracker reads English"


OTHER_LANGUAGES = {
    "Hebrew": "השר יבקר באוסלו במרץ לשיחות על ספנות.",
    "Greek": "Ο υπουργός θα επισκεφθεί το Όσλο τον Μάρτιο.",
    "Hindi, or another language in Devanagari letters": "मंत्री मार्च में ओस्लो का दौरा करेंगे।",
    "Bengali": "মন্ত্রী মার্চে অসলো সফর করবেন।",
    "Tamil": "அமைச்சர் மார்ச்சில் ஒஸ்லோ செல்வார்.",
    "Thai": "รัฐมนตรีจะเยือนออสโลในเดือนมีนาคม",
    "Georgian": "მინისტრი მარტში ოსლოს ეწვევა.",
    "Armenian": "Նախարարը մարտին կայցելի Օսլո։",
    "Italian": "La ministra andrà a Oslo nel mese di marzo per parlare con il collega della nave e dei porti.",
    "Portuguese": "A ministra vai a Oslo em março para falar com o colega sobre os portos, e não com a imprensa.",
    "Dutch": "De minister gaat in maart naar Oslo om met haar collega over het vervoer van de haven te spreken.",
    "Turkish": "Bakan mart ayında Oslo ziyareti için hazır ve daha sonra bir toplantı da olduğu gibi yapacak.",
    "Polish": "Minister pojedzie w marcu do Oslo na rozmowy o portach i nie wie, czy to się uda za rok.",
    "Indonesian or Malay": "Menteri itu akan pergi ke Oslo pada Maret untuk berbicara dengan rekan dari pelabuhan.",
    "Vietnamese": "Bộ trưởng sẽ đến Oslo trong tháng ba và không có người nào được biết với các cuộc họp này.",
    "Hungarian": "A miniszter márciusban Oslóba megy, és nem egy, hanem már csak az ügy miatt is meg van híva.",
    "Swedish, Danish or Norwegian": "Ministern reser till Oslo i mars för att tala med en kollega om det som är nytt.",
}


@pytest.mark.parametrize(("language", "text"), OTHER_LANGUAGES.items(), ids=list(OTHER_LANGUAGES))
def test_so_is_a_text_in_any_language_that_can_be_named(language: str, text: str) -> None:
    assert refusal(text).sentence == f"this seems to be {language}; tracker reads English"


def test_words_of_no_language_are_not_english() -> None:
    text = "Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore dolore magna."
    assert refusal(text).sentence == "this does not seem to be English; tracker reads English"


@pytest.mark.parametrize("text", ["Lund postpones Oslo visit", page(), page(above=("오슬로 방문",)), HEADLINE.upper()])
def test_english_is_read_be_it_ever_so_short(text: str) -> None:
    assert readable(text) == story(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_decoded(encoding: str) -> None:
    assert decoded("Park – Lund “talks”".encode(encoding)) == "Park – Lund “talks”"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7", "this is a PDF, not text"),
        (b"\x89PNG\r\n\x1a\n", "this is a picture (PNG), not text"),
        (b"\xff\xd8\xff\xe0", "this is a picture (JPEG), not text"),
        (b"GIF89a", "this is a picture (GIF), not text"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "this is a picture (WebP), not text"),
        (b"PK\x03\x04", "this is a ZIP archive, as .docx and .odt files are, not text"),
        (b"\x1f\x8b\x08", "this is compressed (gzip), not text"),
        (b"Caf\xe9 talks", "this is not UTF-8: byte 0xe9 at 3"),
        (b"\xff\xfeh", "this begins as UTF-16 and is not"),
        (b"h\x00i\x00", "this is no text: it holds zero bytes"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;", "this is a web archive (MHTML)"),
    ],
)
def test_a_file_that_is_no_text_is_refused_by_its_kind(data: bytes, sentence: str) -> None:
    with pytest.raises(TrackerError) as caught:
        decoded(data)
    assert caught.value.sentence == sentence
    assert caught.value.hint


# Of any text.


def held(found: Story) -> None:
    """Check that offsets are exact, and that sentences lie in their paragraphs, in order, apart."""
    last = 0
    for sentence in found.sentences:
        words = sentence.of(found.text)
        assert words == words.strip() != ""
        if sentence.headline:
            continue
        assert last <= sentence.start < sentence.end
        assert any(part.start <= sentence.start and sentence.end <= part.end for part in found.paragraphs)
        last = sentence.end
    ends = [offset for paragraph in found.paragraphs for offset in (paragraph.start, paragraph.end)]
    assert ends == sorted(ends)
    for credit in found.credits:
        assert credit.of(found.text)
    if found.dateline:
        assert found.dateline.of(found.text).strip()


PIECES = st.sampled_from(
    [
        *BODY,
        HEADLINE,
        HEADLINE[:30] + "...",
        "\n",
        "\n\n",
        "\r\n",
        "\u2028",
        " ",
        "\xa0",
        "- ",
        "• ",
        ". ",
        "? ",
        '"',
        "(",
        "OSLO (Reuters) - ",
        "Seoul: ",
        "(With inputs from ANI)",
        "Comments\n",
        "Related\n",
        "Synopsis\n",
        "By Jane Doe\n",
        "Published: Jan 21, 2026\n",
        "U.S. ",
        "Gen. ",
        "3 min read\n",
        "Yonhap reported ",
        "\ufeff",
        "/TASS/. ",
        "FILE - ",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_is_laid_out_or_refused(text: str) -> None:
    held(story(text))
    try:
        assert readable(text).text == text
    except TrackerError:
        return


@given(st.binary())
def test_any_file_is_decoded_or_refused(data: bytes) -> None:
    try:
        decoded(data)
    except TrackerError:
        return


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        ".",
        '"',
        ". ",
        "? ",
        "A ",
        "A. ",
        "\n",
        "a\n",
        "Seoul: ",
        "SEOUL (A) - ",
        "(",
        "- ",
        " > ",
        "1 ",
        "Jan 1 ",
        "Yonhap ",
        "0 Comments\n",
        "Advertisement\n",
        f"{HEADLINE}\n",
        f"{HEADLINE[:40]}...\n",
        LEAD,
        f"{LEAD}\n",
        "\xa0",
        '."',
        "U.S. ",
    ],
)
def test_the_worst_text_takes_a_moment(piece: str) -> None:
    text = piece * (80_000 // len(piece))
    with within(5):
        held(story(text))
