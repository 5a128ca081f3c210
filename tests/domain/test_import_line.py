"""Import lines: the valid values of each key, and the sentence that refuses any other value."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.given import line, refusal
from tracker.domain.errors import REFUSED, UNPARSABLE, TrackerError
from tracker.domain.import_line import read_line, read_report, read_stage, read_target, read_word
from tracker.domain.report import (
    Article,
    Attribution,
    Claims,
    Evidence,
    Json,
    Participant,
    Place,
    Report,
    Source,
    claims_json,
    participant_json,
    report_json,
)
from tracker.domain.vocabulary import KINDS, STAGES, STRENGTH
from tracker.domain.window import Window

SMALLEST: Json = {
    "meeting": "ahn-japan",
    "stage": "confirmed",
    "published": "2026-01-20",
    "source": {"outlet": "Yonhap"},
}
FULL: Json = {
    "meeting": "Ahn-Japan",
    "new": True,
    "stage": "denied",
    "published": "2026-01-20T17:00+09:00",
    "source": {
        "outlet": "NationPress",
        "url": "https://example.org/1",
        "headline": "Ahn to visit Japan",
        "language": "en",
        "via": ["Kyodo", "Yonhap"],
    },
    "attribution": {"class": "official", "words": "the ministry", "side": ["kr", "JP"]},
    "claims": {
        "window": {"edtf": "2026-01-29/2026-01-31", "words": "January 29-31"},
        "original_window": {"edtf": "2026-01"},
        "place": {"name": "Yokosuka", "standing": "candidate"},
        "host": "jp",
        "participants": [{"name": "Ahn Gyu-back", "role": "minister", "country": "KR"}, {"role": "envoy"}],
        "without": ["Kim"],
        "kind": "visit",
        "title": "Ahn visits Japan",
        "reason": "weather",
        "by": "South Korea",
        "withdrawn": ["host", "window"],
        "in_doubt": True,
    },
    "quote": "It is not true.",
    "target": 7,
    "evidence": {"stage": {"text": "not true ", "start": 6, "end": 15}, "window": {"text": "29", "start": 0, "end": 2}},
    "article": {"sha256": "0f" * 32, "characters": 900},
}


def put(path: str, value: Any) -> Json:
    """Return the full line with another value at a dotted path."""
    *parents, last = path.split(".")
    changed: Json = {**FULL}
    inner = changed
    for parent in parents:
        inner[parent] = {**inner[parent]}
        inner = inner[parent]
    inner[last] = value
    return changed


def test_every_key_of_a_line_is_read() -> None:
    read = read_line(FULL)
    assert (read.meeting, read.new) == ("ahn-japan", True)
    assert (read.report.stage, read.report.published.text) == ("denied", "2026-01-20T17:00+09:00")
    assert (read.report.quote, read.report.target) == ("It is not true.", 7)
    assert read.report.source == Source(
        outlet="NationPress",
        url="https://example.org/1",
        headline="Ahn to visit Japan",
        language="en",
        via=("Kyodo", "Yonhap"),
    )
    assert read.report.attribution == Attribution(class_="official", words="the ministry", side=("KR", "JP"))
    assert read.report.claims == Claims(
        window=Window("2026-01-29/2026-01-31", "January 29-31"),
        original_window=Window("2026-01"),
        place=Place(name="Yokosuka", standing="candidate"),
        host="JP",
        participants=(
            Participant(name="Ahn Gyu-back", role="minister", country="KR"),
            Participant(name="", role="envoy", country=None),
        ),
        without=("Kim",),
        kind="visit",
        title="Ahn visits Japan",
        reason="weather",
        by="South Korea",
        withdrawn=("window", "host"),
        in_doubt=True,
    )
    assert read.report.evidence == {
        "stage": Evidence(text="not true ", start=6, end=15),
        "window": Evidence(text="29", start=0, end=2),
    }
    assert read.report.article == Article(sha256="0f" * 32, characters=900)
    assert read.report.batch is None


def test_four_keys_are_enough() -> None:
    read = read_line(SMALLEST)
    assert (read.meeting, read.new, read.report.attribution) == ("ahn-japan", False, Attribution(class_="unattributed"))
    assert (read.report.claims, read.report.quote, read.report.target) == (Claims(), None, None)
    assert (read.report.evidence, read.report.article) == (None, None)


@pytest.mark.parametrize("empty", [None, ""])
def test_an_empty_text_counts_as_absent(empty: str | None) -> None:
    for path in ("source.url", "source.headline", "source.language", "attribution.words", "quote", "claims.host"):
        absent = put(path, None)
        *parents, last = path.split(".")
        inner = absent[parents[0]] if parents else absent
        del inner[last]
        assert read_line(put(path, empty)) == read_line(absent), path


def test_null_counts_as_absent_everywhere() -> None:
    nothing: Json = {
        **SMALLEST,
        **dict.fromkeys(("new", "attribution", "claims", "quote", "target", "evidence", "article")),
        "source": {"outlet": "Yonhap", **dict.fromkeys(("url", "headline", "language", "via"))},
    }
    inner: Json = {
        **SMALLEST,
        "attribution": dict.fromkeys(("class", "words", "side")),
        "claims": dict.fromkeys(FULL["claims"]),
    }
    assert read_line(nothing) == read_line(inner) == read_line(SMALLEST)


def test_blanks_around_a_text_are_removed() -> None:
    read = read_line(put("source.outlet", "  Yonhap\n"))
    assert read.report.source.outlet == "Yonhap"
    assert read_line(put("source.headline", " \t ")).report.source.headline is None


def test_a_place_is_fixed_by_default() -> None:
    assert read_line(put("claims.place", {"name": "Tokyo"})).report.claims.place == Place(
        name="Tokyo", standing="fixed"
    )


@pytest.mark.parametrize(
    "typed", ["in_final_arrangement", "in-final-arrangement", "In final  arrangement", "IN_FINAL-ARRANGEMENT"]
)
def test_a_stage_may_be_written_with_hyphens_blanks_or_underscores(typed: str) -> None:
    assert read_stage(typed) == "in_final_arrangement"


@pytest.mark.parametrize("path", ["meeting", "stage", "published", "source.outlet"])
@pytest.mark.parametrize("empty", [None, "", "  "])
def test_a_missing_required_key_is_refused(path: str, empty: str | None) -> None:
    where = {"meeting": "the line", "source.outlet": "source"}.get(path, "the report")
    key = path.rpartition(".")[2]
    assert refusal(read_line, put(path, empty)) == (f"{where} has no {key}", f"Add {key}: it is required.")


def test_a_source_is_required() -> None:
    without = {key: value for key, value in FULL.items() if key != "source"}
    assert refusal(read_line, without)[0] == "source has no outlet"


def test_a_window_without_edtf_a_place_or_a_participant_without_a_name_is_refused() -> None:
    assert refusal(read_line, put("claims.window", {"words": "next week"}))[0] == "window has no edtf"
    assert refusal(read_line, put("claims.window", {"edtf": ""}))[0] == "a window needs a date"
    assert (
        refusal(read_line, put("claims.original_window", {"edtf": " ", "words": "x"}))[0]
        == "original_window has no edtf"
    )
    assert refusal(read_line, put("claims.place", {"standing": "fixed"}))[0] == "place has no name"
    assert refusal(read_line, put("claims.participants", [{"country": "KR"}])) == (
        "a participant has neither a name nor a role",
        'Write "Name, role, CC".',
    )


NO_TEXTS: list[object] = [7, False, ["x"], {}]
NO_OBJECTS: list[object] = [0, True, "", "x", [{}]]
NO_LISTS: list[object] = [7, True, False, "", "Yonhap", {}]


@pytest.mark.parametrize(
    "path",
    [
        *("meeting", "stage", "published", "quote"),
        *("source.outlet", "source.url", "source.headline", "source.language"),
        *("attribution.class", "attribution.words"),
        *("claims.host", "claims.kind", "claims.title", "claims.reason", "claims.by"),
        *("claims.window.edtf", "claims.window.words", "claims.place.name", "claims.place.standing"),
    ],
)
def test_a_text_must_be_a_string(path: str) -> None:
    parents, _, key = path.rpartition(".")
    where = {"": "the report", "meeting": "the line"}.get(parents, parents.rpartition(".")[2])
    where = "the line" if path == "meeting" else where
    for value in NO_TEXTS:
        assert refusal(read_line, put(path, value)) == (
            f"{key} in {where} must be text",
            "Write it in quotation marks.",
        )


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("attribution", "attribution"),
        ("claims", "claims"),
        ("claims.window", "window"),
        ("claims.original_window", "original_window"),
        ("claims.place", "place"),
    ],
)
def test_an_object_must_be_an_object(path: str, where: str) -> None:
    for value in NO_OBJECTS:
        assert refusal(read_line, put(path, value)) == (f"{where} must be an object", "Write it as {…}.")


@pytest.mark.parametrize("value", [7, True, "Yonhap", ["Yonhap"]])
def test_a_source_must_be_an_object(value: object) -> None:
    assert refusal(read_line, put("source", value)) == ("source must be an object", "Write it as {…}.")


@pytest.mark.parametrize("value", [None, 7, "x", [], True])
def test_a_line_must_be_an_object(value: object) -> None:
    assert refusal(read_line, value) == ("the line must be an object", "Write it as {…}.")
    assert refusal(read_report, value) == ("the report must be an object", "Write it as {…}.")


@pytest.mark.parametrize(
    "path", ["source.via", "attribution.side", "claims.participants", "claims.without", "claims.withdrawn"]
)
def test_a_list_must_be_a_list(path: str) -> None:
    where, _, key = path.partition(".")
    for value in NO_LISTS:
        assert refusal(read_line, put(path, value)) == (f"{key} in {where} must be a list", "Write it as […].")


@pytest.mark.parametrize("path", ["source.via", "attribution.side", "claims.without", "claims.withdrawn"])
def test_a_list_of_texts_must_contain_strings(path: str) -> None:
    where, _, key = path.partition(".")
    for value in (None, *NO_TEXTS):
        assert refusal(read_line, put(path, ["KR", value]))[0] == f"{key} in {where} must be text"


@pytest.mark.parametrize("value", [7, None, "Ahn, minister, KR", []])
def test_a_participant_must_be_an_object(value: object) -> None:
    assert refusal(read_line, put("claims.participants", [value]))[0] == "a participant must be an object"


@pytest.mark.parametrize(
    ("path", "where", "some_keys"),
    [
        ("nwe", "the line", "meeting, new, stage"),
        ("source.title", "source", "outlet, url, headline, language, via"),
        ("attribution.class_", "attribution", "class, words, side"),
        ("claims.places", "claims", "window, original_window, place, host"),
        ("claims.window.earliest", "window", "edtf, words"),
        ("claims.place.kind", "place", "name, standing"),
        ("evidence.places", "evidence", "stage, attribution, window"),
        ("evidence.stage.page", "the evidence of stage", "text, start, end"),
        ("article.text", "article", "sha256, characters"),
        ("batch", "the line", "meeting, new, stage"),
    ],
)
def test_an_unknown_key_is_an_error_even_if_it_is_null(path: str, where: str, some_keys: str) -> None:
    for value in ("x", None):
        sentence, hint = refusal(read_line, put(path, value))
        assert sentence == f"unknown key {path.rpartition('.')[2]!r} in {where}"
        assert hint.startswith(f"Valid keys: {some_keys}")


def test_an_unknown_key_of_a_participant_is_an_error() -> None:
    assert refusal(read_line, put("claims.participants", [{"name": "Ahn", "code": "KR"}])) == (
        "unknown key 'code' in a participant",
        "Valid keys: name, role, country.",
    )


def test_only_a_window_a_place_and_a_host_can_be_withdrawn() -> None:
    assert refusal(read_line, put("claims.withdrawn", ["host", "title"])) == (
        "'title' is not a field that can be withdrawn",
        "Choose from: window, place, host.",
    )


def test_each_withdrawn_field_counts_once_in_a_fixed_order() -> None:
    read = read_line(put("claims.withdrawn", ["host", "window", "host"]))
    assert read.report.claims.withdrawn == ("window", "host")


@pytest.mark.parametrize("value", [0, 1, "true", [], {}])
def test_in_doubt_is_true_or_false(value: object) -> None:
    assert refusal(read_line, put("claims.in_doubt", value)) == (
        "in_doubt must be true or false",
        "Leave it out for false.",
    )
    for no in (None, False):
        assert not read_line(put("claims.in_doubt", no)).report.claims.in_doubt


@pytest.mark.parametrize(("text", "start", "end"), [("29", 0, 3), ("29", 2, 0), ("", 0, 0), ("29", 5, 6)])
def test_evidence_is_as_long_as_its_place_in_the_article(text: str, start: int, end: int) -> None:
    assert refusal(read_line, put("evidence.window", {"text": text, "start": start, "end": end})) == (
        f"the evidence of window does not fit from {start} to {end}",
        "start and end count the characters of the article.",
    )


@pytest.mark.parametrize(("text", "fault"), [("\ud800", "is not valid Unicode"), ("a\0b", "contains a NUL character")])
def test_the_words_of_evidence_can_be_stored(text: str, fault: str) -> None:
    evidence = {"text": text, "start": 0, "end": len(text)}
    assert refusal(read_line, put("evidence.stage", evidence))[0] == f"text in the evidence of stage {fault}"


@pytest.mark.parametrize("value", [-1, 1.0, "1", True, None, 2**63])
def test_offsets_and_lengths_are_numbers(value: object) -> None:
    for path in ("evidence.stage.start", "evidence.stage.end", "article.characters"):
        where = "article" if path.startswith("article") else "the evidence of stage"
        key = path.rpartition(".")[2]
        assert refusal(read_line, put(path, value)) == (
            f"{key} in {where} must be a number",
            "Count characters from 0.",
        )


@pytest.mark.parametrize("value", ["0f", "0F" * 32, "zz" * 32, "0f" * 33])
def test_an_article_is_identified_by_its_sha256(value: str) -> None:
    assert refusal(read_line, put("article.sha256", value)) == (
        "sha256 in article is not a SHA-256",
        "Write 64 digits: 0 to 9, a to f.",
    )


def test_empty_evidence_counts_as_absent() -> None:
    assert read_line(put("evidence", {})).report.evidence is None
    assert read_line(put("evidence", {"stage": None})).report.evidence is None


def test_a_report_on_its_own_has_no_meeting() -> None:
    assert refusal(read_report, SMALLEST)[0] == "unknown key 'meeting' in the report"


@pytest.mark.parametrize(
    ("path", "value", "description", "words"),
    [
        ("stage", "likely", "a stage", STAGES),
        ("stage", "corrected", "a stage", STAGES),
        ("attribution.class", "Official", "an attribution", STRENGTH),
        ("claims.kind", "dinner", "a kind", KINDS),
        ("claims.place.standing", "rumoured", "a standing", ("candidate", "fixed")),
    ],
)
def test_an_unknown_word_is_refused_with_the_valid_ones(path: str, value: str, description: str, words: Any) -> None:
    assert refusal(read_line, put(path, value)) == (
        f"{value!r} is not {description}",
        f"Choose from: {', '.join(words).replace('_', '-')}.",
    )


def test_every_word_of_the_vocabulary_is_valid() -> None:
    assert [read_stage(stage) for stage in STAGES] == list(STAGES)
    assert [read_line(put("claims.kind", kind)).report.claims.kind for kind in KINDS] == list(KINDS)
    assert [read_line(put("attribution.class", word)).report.attribution.class_ for word in STRENGTH] == list(STRENGTH)


def test_a_long_word_is_cut_off_in_the_sentence() -> None:
    assert refusal(read_word, "x" * 99, KINDS, "a kind")[0] == f"{'x' * 60!r}… is not a kind"
    assert refusal(read_line, put("k" * 99, 1))[0] == f"unknown key {'k' * 60!r}… in the line"


@pytest.mark.parametrize("path", ["attribution.side", "claims.host"])
def test_a_country_must_be_a_country_code(path: str) -> None:
    value = ["Korea"] if path.endswith("side") else "Korea"
    assert refusal(read_line, put(path, value))[0] == "'Korea' is not a country code"


@pytest.mark.parametrize("value", [0, -1, 1.0, 7.5, True, "7", "@7", 2**63, [], {}])
def test_a_target_must_be_a_position(value: object) -> None:
    assert refusal(read_line, put("target", value)) == (
        "target must be a position in the log",
        "Write it as a number: 7 for @7.",
    )


def test_a_target_may_be_any_positive_64_bit_integer() -> None:
    assert (read_target(1), read_target(2**63 - 1), read_target(None)) == (1, 2**63 - 1, None)


@pytest.mark.parametrize("value", [0, 1, "true", [], {}])
def test_new_must_be_true_or_false(value: object) -> None:
    assert refusal(read_line, put("new", value)) == (
        "new must be true or false",
        "Leave it out for a meeting that exists.",
    )


@pytest.mark.parametrize("path", ["quote", "source.headline", "claims.title"])
def test_a_text_that_a_database_cannot_store_is_refused(path: str) -> None:
    where, _, key = ("the report." + path if path == "quote" else path).rpartition(".")
    assert refusal(read_line, put(path, "a\0b")) == (f"{key} in {where} contains a NUL character", "Remove it.")
    assert refusal(read_line, put(path, "a\ud800b")) == (f"{key} in {where} is not valid Unicode", "Save it as UTF-8.")


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("stage", "likely", UNPARSABLE),
        ("published", "soon", UNPARSABLE),
        ("claims.window", {"edtf": "soon"}, UNPARSABLE),
        ("claims.window", {"edtf": "2026-02/2026-01"}, REFUSED),
        ("meeting", "7", UNPARSABLE),
    ],
)
def test_input_that_does_not_parse_exits_with_2_and_in_a_file_with_1(path: str, value: object, code: int) -> None:
    with pytest.raises(TrackerError) as caught:
        read_line(put(path, value))
    in_file = caught.value.at("line 3")
    assert (caught.value.exit_code, in_file.exit_code) == (code, REFUSED)
    assert (str(in_file), in_file.hint) == (f"line 3: {caught.value.sentence}", caught.value.hint)


# Arbitrary input


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["2026-01-20", "KR", "held", "[2026"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
_paths = st.sampled_from(
    [
        *(key for key in FULL),
        *(
            f"{parent}.{key}"
            for parent in ("source", "attribution", "claims", "evidence", "article")
            for key in FULL[parent]
        ),
        *("claims.window.edtf", "claims.window.words", "claims.place.name", "claims.place.standing", "claims.x", "x"),
    ]
)


def reads_or_refuses(value: object) -> Report | None:
    """Read a line. If it is refused, the error must be a TrackerError with a sentence and a hint."""
    try:
        return read_line(value).report
    except TrackerError as error:
        refused = error
    assert refused.sentence
    assert refused.hint
    return None


@given(_json)
@example({"meeting": "a", "stage": "held", "published": "2026-01-20", "source": {"outlet": float("nan")}})
def test_any_json_is_read_or_refused(value: object) -> None:
    assert reads_or_refuses(value) is None


@given(_paths, _json)
@example("meeting", "İ")
@example("claims.participants", [{"name": None, "role": None, "country": None}])
@example("claims.window.edtf", "[]")
@example("published", "9999-12-31T23:59:60-14:00")
def test_any_value_of_one_key_is_read_or_refused(path: str, value: Any) -> None:
    read = reads_or_refuses(put(path, value))
    assert read is None or read_report(report_json(read)) == read


@given(st.text(alphabet="0123456789-~?/.,[]TZ:+ ", max_size=25))
def test_any_text_for_a_date_or_a_window_is_read_or_refused(text: str) -> None:
    for path in ("published", "claims.window.edtf"):
        read = reads_or_refuses(put(path, text))
        assert read is None or read_report(report_json(read)) == read


def test_claims_and_participants_are_written_in_the_shape_of_an_import_line() -> None:
    assert claims_json(Claims(host="JP", window=Window("2026-01"))) == {"host": "JP", "window": {"edtf": "2026-01"}}
    assert participant_json(Participant(role="envoy")) == {"name": "", "role": "envoy", "country": None}


def test_a_report_written_as_json_reads_back_as_the_same_report() -> None:
    report = read_line(FULL).report
    assert read_report(report_json(report)) == report
    smallest = read_report(line("noted", "2026-01-20"))
    assert report_json(smallest) == {
        "stage": "noted",
        "published": "2026-01-20",
        "source": {"outlet": "Yonhap"},
        "attribution": {"class": "unattributed"},
    }
