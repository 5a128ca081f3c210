"""A headline that asks a question decides nothing."""

from datetime import date

from tracker.reading.draft import Known
from tracker.reading.pipeline import read

BODY = """

TALLINN, Jan 20 (Northwire) - Estonian Foreign Minister Mart Kask is considering a visit to Latvia, sources said.
"""


def test_a_headline_that_asks_leaves_the_stage_to_the_text() -> None:
    known = Known(published=date(2026, 1, 20))

    asked = read("Will Estonia's foreign minister cancel his visit to Latvia?" + BODY, known)
    told = read("Estonia's foreign minister cancels his visit to Latvia" + BODY, known)

    assert [draft.stage for draft in asked.drafts] == ["proposed"]
    assert [draft.stage for draft in told.drafts] == ["cancelled"]


def test_a_question_in_the_text_decides_nothing() -> None:
    asked = read("Will Kask cancel his visit to Latvia on Monday?" + BODY, Known(published=date(2026, 1, 20)))
    article = BODY.strip() + " Has he cancelled the visit to Latvia?\n"

    assert [draft.stage for draft in read(article, Known(published=date(2026, 1, 20))).drafts] == ["proposed"]
    assert [draft.stage for draft in asked.drafts] == ["proposed"]
