"""Events: how each is encoded into a row and decoded, and the fingerprint that identifies a repeated report."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.domain.strategies import corrected_fields, reports
from tests.given import corrected, linked, log, merged, refusal, report, retracted
from tracker.domain.events import (
    Body,
    Corrected,
    Linked,
    Merged,
    Retracted,
    apply_correction,
    decode,
    event_fingerprint,
    event_type,
    first_version,
    payload,
)
from tracker.domain.import_line import read_report
from tracker.domain.report import Article, Evidence, Json, Report, report_json
from tracker.domain.row import Row
from tracker.domain.vocabulary import FAULTS, RELATIONS, STAGES

_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
_position = st.integers(1, 2**63 - 1)
bodies: st.SearchStrategy[Body] = st.one_of(
    reports(),
    reports(target=3),
    st.builds(Corrected, target=_position, fields=corrected_fields(), fault=st.sampled_from(FAULTS), because=_text),
    st.builds(Retracted, target=_position, fault=st.sampled_from(FAULTS), because=_text),
    st.builds(Linked, relation=st.sampled_from(RELATIONS), other=_text),
    st.builds(Merged, into=_text),
)
ROW = Row(
    position=1,
    meeting="ahn-japan",
    version=1,
    type="merged",
    published=None,
    recorded_at="2026-01-22T09:00:00.000000Z",
    recorded_by="desk",
    payload='{"into":"b","v":1}',
    fingerprint=None,
    hash="abc",
)


@given(bodies)
def test_every_event_decodes_to_the_body_that_was_encoded(body: Body) -> None:
    event = log(body)[0]
    assert (event.body, event.type) == (body, event_type(body))


@given(_text, _text, st.lists(_text, max_size=3), _text)
def test_any_text_in_a_report_decodes_to_the_text_that_was_encoded(
    outlet: str, quote: str, via: list[str], title: str
) -> None:
    article = report(
        "confirmed",
        "2026-01-20",
        f"x{outlet}x",
        via=[f"x{name}x" for name in via],
        quote=f"x{quote}x",
        title=f"x{title}x",
    )
    assert article.source.via == tuple(f"x{name}x" for name in via)
    assert log(article)[0].body == article


def test_a_payload_is_canonical_json_with_its_version() -> None:
    expected = {
        payload(report("confirmed", "2026-01-20")): (
            '{"attribution":{"class":"unattributed"},"source":{"outlet":"Yonhap"},"v":2}'
        ),
        payload(corrected(1, {"quote": None})[0]): (
            '{"because":"it was wrong","fault":"desk","fields":{"quote":null},"target":1,"v":2}'
        ),
        payload(retracted(1, "outlet")[0]): '{"because":"it was wrong","fault":"outlet","target":1,"v":2}',
        payload(linked("part_of", "summit-2026")): '{"meeting":"summit-2026","relation":"part_of","v":2}',
        payload(merged("summit-2026")): '{"into":"summit-2026","v":2}',
    }
    assert list(expected) == list(expected.values())


def test_the_payload_of_a_report_leaves_out_columns_and_empty_fields() -> None:
    article = report(
        "postponed",
        "2026-01-20",
        window="2026-01",
        participants=["Ahn, , KR"],
        place="Tokyo?",
        quote="«é»",
        target=None,
    )
    assert json.loads(payload(article)) == {
        "v": 2,
        "source": {"outlet": "Yonhap"},
        "attribution": {"class": "unattributed"},
        "claims": {
            "window": {"edtf": "2026-01"},
            "place": {"name": "Tokyo", "standing": "candidate"},
            "participants": [{"name": "Ahn", "role": None, "country": "KR"}],
        },
        "quote": "«é»",
    }


def test_the_stored_names_of_the_types_never_change() -> None:
    stages: list[Body] = [report(stage, "2026-01-20") for stage in STAGES]
    others: list[Body] = [corrected(1, {})[0], retracted(1)[0], linked("part_of", "x"), merged("x")]
    assert [event_type(body) for body in stages] == [
        *("proposed", "arranging", "in_final_arrangement", "confirmed"),
        *("rescheduled", "postponed", "cancelled", "held", "denied", "noted"),
    ]
    assert [event_type(body) for body in others] == ["corrected", "retracted", "linked", "merged"]


def test_an_event_has_the_columns_of_its_row() -> None:
    event = decode(ROW._replace(position=9, meeting="b", recorded_by="岡"))
    assert (event.position, event.meeting, event.type, event.published) == (9, "b", "merged", None)
    assert (event.recorded_at, event.recorded_by, event.hash) == ("2026-01-22T09:00:00.000000Z", "岡", "abc")


def test_the_target_of_an_event_is_that_of_its_body() -> None:
    events = log(report("denied", "2026-01-20", target=4), retracted(5), corrected(6, {}), linked("part_of", "x"))
    assert [event.target for event in events] == [4, 5, 6, None]


def test_the_publication_date_of_a_retraction_is_decoded() -> None:
    event = log(retracted(1, "outlet", "2026-01-23T09:00Z"))[0]
    assert event.published
    assert event.published.utc == "2026-01-23T09:00:00.000000Z"


def test_a_newer_payload_is_refused() -> None:
    assert refusal(decode, ROW._replace(payload='{"into":"b","v":3}')) == (
        "@1 has payload version 3, newer than this program",
        "Upgrade tracker.",
    )


@pytest.mark.parametrize("fields", [{"quote": {"a": "b"}}, {"stage": {"a": "b"}}])
def test_a_correction_that_puts_an_object_where_text_stands_is_refused(fields: Json) -> None:
    (event,) = log(report("confirmed", "2026-01-20", quote="We go."))
    (key,) = fields
    assert refusal(apply_correction, event, fields)[0] == f"{key} in the report must be text"


def test_an_unknown_type_is_no_valid_event() -> None:
    assert refusal(decode, ROW._replace(position=4, type="split")) == (
        "@4 is not a valid event: its type 'split' is unknown",
        "Run tracker verify to see what was altered.",
    )


def test_an_unknown_type_with_a_newer_payload_asks_for_an_upgrade() -> None:
    assert refusal(decode, ROW._replace(position=4, type="split", payload='{"into":"b","v":3}')) == (
        "@4 has payload version 3, newer than this program",
        "Upgrade tracker.",
    )


# Version 2 of the payload


FULL = replace(
    report("confirmed", "2026-01-20", withdrawn=["place"], in_doubt=True),
    evidence={"stage": Evidence(text="is set to", start=4, end=13)},
    article=Article(sha256="0f" * 32, characters=900),
    batch=1,
)


def test_what_version_2_added_is_written_and_read_back() -> None:
    assert json.loads(payload(FULL)) == {
        "v": 2,
        "source": {"outlet": "Yonhap"},
        "attribution": {"class": "unattributed"},
        "claims": {"withdrawn": ["place"], "in_doubt": True},
        "evidence": {"stage": {"text": "is set to", "start": 4, "end": 13}},
        "article": {"sha256": "0f" * 32, "characters": 900},
        "batch": 1,
    }
    assert log(FULL)[0].body == FULL


def test_a_payload_of_version_1_reads_as_one_of_version_2() -> None:
    body = report("confirmed", "2026-01-20", window="2026-01")
    assert payload(body, 1) == payload(body).replace('"v":2', '"v":1')
    (event,) = log(body)
    row = ROW._replace(type="confirmed", published="2026-01-20", payload=payload(body, 1))
    assert decode(row).body == event.body


def test_the_first_version_that_can_hold_a_body() -> None:
    bodies: list[Body] = [report("confirmed", "2026-01-20", window="2026-01"), retracted(1)[0], merged("x")]
    assert [first_version(body) for body in bodies] == [1, 1, 1]
    body = report("confirmed", "2026-01-20")
    added = [
        report("confirmed", "2026-01-20", withdrawn=["place"]),
        report("confirmed", "2026-01-20", in_doubt=True),
        replace(body, evidence=FULL.evidence),
        replace(body, article=FULL.article),
        replace(body, batch=1),
    ]
    assert [first_version(body) for body in added] == [2] * 5


def test_a_corrected_field_loses_its_evidence() -> None:
    words = Evidence(text="is set to", start=4, end=13)
    original = replace(FULL, evidence={"stage": words, "window": words, "attribution": words})
    (event,) = log(original)
    for fields, left in (
        ({"stage": "cancelled"}, {"window", "attribution"}),
        ({"claims": {"window": {"edtf": "2026-01"}}}, {"stage", "attribution"}),
        ({"attribution": {"class": "official"}}, {"stage", "window"}),
        ({"quote": "no"}, {"stage", "window", "attribution"}),
    ):
        body = apply_correction(event, fields).body
        assert isinstance(body, Report)
        assert (set(body.evidence or {}), body.article, body.batch) == (left, FULL.article, 1), fields
    none = apply_correction(log(FULL)[0], {"stage": "cancelled"}).body
    assert isinstance(none, Report)
    assert none.evidence is None


def test_evidence_that_a_correction_gives_itself_stays() -> None:
    fields = {"stage": "cancelled", "evidence": {"stage": {"text": "is off", "start": 4, "end": 10}}}
    body = apply_correction(log(FULL)[0], fields).body
    assert isinstance(body, Report)
    assert body.evidence == {"stage": Evidence(text="is off", start=4, end=10)}


# The fingerprint

FIELDS: dict[str, Any] = {
    "url": "https://example.org/1",
    "headline": "Ahn to visit Japan",
    "language": "en",
    "via": ["Kyodo"],
    "words": "the ministry",
    "side": ["KR"],
    "quote": "We go.",
    "target": 3,
    "window": "2026-01",
    "original_window": "2026-02",
    "place": "Tokyo",
    "host": "JP",
    "participants": ["Ahn, minister, KR"],
    "without": ["Kim"],
    "kind": "visit",
    "title": "Ahn visits Japan",
    "reason": "weather",
    "by": "KR",
    "withdrawn": ["place"],
    "in_doubt": True,
}

# Those of payload version 1.
OLD_FIELDS = {key: value for key, value in FIELDS.items() if key not in {"withdrawn", "in_doubt"}}


def fingerprint(
    stage: str = "denied", published: str = "2026-01-20", outlet: str = "NHK", said_by: str = "media", **more: Any
) -> str:
    """Return the fingerprint of a report that has every field, with some of them changed."""
    return report(stage, published, outlet, said_by, **(FIELDS | more)).fingerprint


@pytest.mark.parametrize(
    "changed",
    [
        {"stage": "noted"},
        {"published": "2026-01-21"},
        {"published": "2026-01-20T09:00Z"},
        {"outlet": "Kyodo"},
        {"url": "https://example.org/2"},
        {"headline": "Ahn to visit Tokyo"},
        {"said_by": "sources"},
        {"words": "the office"},
        {"side": ["JP"]},
        {"target": 4},
        {"window": "2026-03"},
        {"original_window": "2026-03"},
        {"place": "Tokyo?"},
        {"host": "KR"},
        {"participants": ["Ahn, , KR"]},
        {"without": []},
        {"kind": "talks"},
        {"title": "Ahn in Japan"},
        {"reason": "a dispute"},
        {"by": "JP"},
        {"withdrawn": ["host"]},
        {"in_doubt": False},
    ],
)
def test_the_fingerprint_covers_every_identifying_field(changed: dict[str, Any]) -> None:
    assert fingerprint(**changed) != fingerprint()


@pytest.mark.parametrize("changed", [{"language": "ko"}, {"via": ["Yonhap"]}, {"via": []}, {"quote": "We stay."}])
def test_the_fingerprint_does_not_cover_language_chain_and_quote(changed: dict[str, Any]) -> None:
    assert fingerprint(**changed) == fingerprint()


def test_evidence_article_and_batch_make_no_other_report() -> None:
    body = report("confirmed", "2026-01-20")
    evidence = {"stage": Evidence(text="confirmed", start=0, end=9)}
    article = Article(sha256="0f" * 32, characters=9)
    assert replace(body, evidence=evidence, article=article, batch=7).fingerprint == body.fingerprint


def test_the_fingerfingerprint_a_report_of_the_first_version_has_not_changed() -> None:
    # As it stands in logs that were written before there was a second.
    assert fingerprint(withdrawn=[], in_doubt=False) == "7958cd2a5f9481c41ffc1de083c05c6f"
    assert report("confirmed", "2026-01-20").fingerprint == "f27b62cd7c6d8deb8c02c4e93252c67b"


def test_the_fingerprint_does_not_depend_on_the_unicode_normal_form() -> None:
    words = {
        "outlet": "聯合뉴스",
        "headline": "안규백 방일",
        "title": "Café 안규백",
        "words": "é",
        "participants": ["안규백, 장관, KR"],
    }
    forms: list[dict[str, Any]] = [
        {key: unicodedata.normalize(form, value) for key, value in words.items() if isinstance(value, str)}
        | {"participants": [unicodedata.normalize(form, "안규백, 장관, KR")]}
        for form in ("NFC", "NFD")
    ]
    assert forms[0] != forms[1]
    assert fingerprint(**forms[0]) == fingerprint(**forms[1])


@given(reports())
def test_the_fingerprint_leaves_out_empty_fields(original: Report) -> None:
    data = report_json(original)
    with_empty_fields = data | {
        "quote": "",
        "target": None,
        "claims": {"title": "", "without": [], "window": None} | data.get("claims", {}),
    }
    assert read_report(with_empty_fields).fingerprint == original.fingerprint


@pytest.mark.parametrize(
    ("original", "expected"),
    [
        (report("confirmed", "2026-01-20"), "f27b62cd7c6d8deb8c02c4e93252c67b"),
        (report("denied", "2026-01-20", "NHK", "media", **OLD_FIELDS), "7958cd2a5f9481c41ffc1de083c05c6f"),
    ],
)
def test_fingerprints_never_change(original: Report, expected: str) -> None:
    assert original.fingerprint == expected


def test_only_reports_have_a_fingerprint() -> None:
    article = report("confirmed", "2026-01-20")
    others: list[Body] = [corrected(1, {})[0], retracted(1)[0], linked("part_of", "x"), merged("x")]
    assert event_fingerprint(article) == article.fingerprint
    assert [event_fingerprint(body) for body in others] == [None] * 4
