"""The form in which drafts are edited: writing it, reading it back, errors with their line, and the editor."""

import stat
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.cli.letters import STEERING
from tests.cli.refusing import A_NAME, A_POSITION, STAGES
from tests.drafts import make_draft
from tests.given import refusal
from tracker.cli.draft_form import Offer, read_form, read_kept_form, write_form
from tracker.cli.form_blocks import read_blocks
from tracker.cli.item_editor import edit
from tracker.cli.report_texts import report_command
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import Line, read_line
from tracker.domain.report import Claims, Json, Participant
from tracker.domain.window import Window
from tracker.ledger.participants import read_participant
from tracker.ledger.report_texts import report_texts
from tracker.reading.draft import Evidence

AHN: Json = {
    "meeting": "ahn-koizumi-japan-2026-01",
    "new": True,
    "stage": "in_final_arrangement",
    "published": "2026-01-21",
    "source": {"outlet": "NationPress", "headline": "Ahn to visit Japan", "via": ["Yonhap"]},
    "attribution": {"class": "sources", "words": "government sources", "side": ["KR", "JP"]},
    "claims": {
        "window": {"edtf": "2026-01-29/2026-01-31", "words": "January 29-31"},
        "place": {"name": "Yokosuka", "standing": "candidate"},
        "participants": [
            {"name": "Ahn Gyu-back", "role": "defence minister", "country": "KR"},
            {"name": None, "role": "chief of staff", "country": "JP"},
        ],
        "kind": "visit",
    },
}
CALL: Json = {
    "meeting": "ahn-koizumi-call-2025-12",
    "stage": "postponed",
    "published": "2026-01-21",
    "source": AHN["source"],
    "claims": {
        "original_window": {"edtf": "2025-12", "words": "last month"},
        "reason": "snow",
        "by": "JP",
        "title": "A call",
        "without": ["Lee Jae Myung"],
    },
    "quote": "It\nsnows.",
    "target": None,
}
TEXT = """\
# Correct the fields, save, and leave the editor. An empty value clears its field. Delete a block to leave its draft
# out; if you delete all of them, or do not save, nothing is recorded. side, with, without, withdraw and via may be
# repeated. If you change a window or a stage, the words or the quote that go with it are dropped, unless you change
# them too.

#   NationPress < Yonhap, 2026-01-21: Ahn to visit Japan

draft: 1
meeting: ahn-koizumi-japan-2026-01
new: yes
#   no meeting of the ledger fits
stage: in-final-arrangement
#   "in the final stages"
#   not sure: two stages are close
attribution: sources
attributed-to: government sources
side: KR
side: JP
kind: visit
with: Ahn Gyu-back, defence minister, KR
with: , chief of staff, JP
#   "Ahn and Japan's chief of staff"
window: 2026-01-29/2026-01-31
words: January 29-31
original-window:
place: Yokosuka?
host:
reason:
by:
source: NationPress
published: 2026-01-21
headline: Ahn to visit Japan
via: Yonhap

draft: 2
meeting: ahn-koizumi-call-2025-12
new: no
#   same people
stage: postponed
attribution: unattributed
attributed-to:
side:
kind:
with:
without: Lee Jae Myung
window:
words:
original-window: 2025-12
place:
host:
reason: snow
by: JP
title: A call
quote: It snows.
source: NationPress
published: 2026-01-21
headline: Ahn to visit Japan
via: Yonhap
"""
LONG = "abcdefghijklmnopqrstuvwxyz" * 3
FIELDS = (
    "Choose from: draft, meeting, new, stage, attribution, attributed-to, side, kind, with, without, window, words, "
    "original-window, place, host, withdraw, in-doubt, reason, by, title, quote, target, "
    "source, published, url, headline, via, language."
)


def offers() -> list[Offer]:
    """Return two drafts to edit: one new and in doubt, one of a meeting in the log."""
    evidence = {
        "stage": Evidence(text="in the\nfinal stages", start=10, end=29),
        "participants": Evidence(text="Ahn and Japan's chief of staff", start=40, end=70),
    }
    first = make_draft(
        main=True, kind="visit", stage="in_final_arrangement", doubt="two stages are close", evidence=evidence
    )
    second = make_draft(main=False, kind="call", stage="postponed")
    return [
        Offer(draft=first, line=read_line(AHN), because="no meeting of the ledger fits"),
        Offer(draft=second, line=read_line(CALL), because="same people"),
    ]


def lines(text: str) -> list[Line]:
    """Return the lines to record after the text was edited."""
    return [one.line for one in read_form(text, offers())]


def but(old: str, new: str, text: str = TEXT) -> str:
    """Return the text with `old` replaced by `new`."""
    assert old in text
    return text.replace(old, new, 1)


def test_each_draft_is_a_block_of_fields_with_their_evidence_below() -> None:
    assert write_form(offers()) == TEXT


def test_unchanged_fields_keep_values_that_the_form_does_not_show() -> None:
    edited = read_form(write_form(offers()), offers())
    assert [one.line for one in edited] == [read_line(AHN), read_line(CALL)]
    assert [one.changed for one in edited] == [frozenset()] * 2


@pytest.mark.parametrize(
    ("old", "new", "where", "value"),
    [
        ("stage: in-final-arrangement", "Stage :  Confirmed", ("stage",), "confirmed"),
        ("attribution: sources", "attribution: official", ("attribution", "class"), "official"),
        ("attributed-to: government sources", "attributed_to: the ministry", ("attribution", "words"), "the ministry"),
        ("side: KR\n", "", ("attribution", "side"), ["JP"]),
        ("place: Yokosuka?", "place: Yokosuka", ("claims", "place"), {"name": "Yokosuka"}),
        ("host:", "host: jp", ("claims", "host"), "JP"),
        ("kind: visit", "kind: talks", ("claims", "kind"), "talks"),
        ("original-window:", "original-window: 2026-01", ("claims", "original_window"), {"edtf": "2026-01"}),
        (
            "window: 2026-01-29/2026-01-31",
            "window: 2026-01-30",
            ("claims", "window"),
            {"edtf": "2026-01-30"},
        ),
        (
            *(
                "with: , chief of staff, JP",
                "with: Koizumi, defence minister,\nwith: Lee, KR",
                ("claims", "participants"),
            ),
            [
                {"name": "Ahn Gyu-back", "role": "defence minister", "country": "KR"},
                {"name": "Koizumi", "role": "defence minister"},
                {"name": "Lee", "country": "KR"},
            ],
        ),
        ("source: NationPress", "source: Korea Times", ("source", "outlet"), "Korea Times"),
        ("published: 2026-01-21", "published: 2026-01-20", ("published",), "2026-01-20"),
        ("host:", "host: UK", ("claims", "host"), "GB"),
        ("by:", "by: JP\nquote: A sentence: with a colon.", ("quote",), "A sentence: with a colon."),
    ],
)
def test_a_changed_value_is_read_like_the_option_of_report(
    old: str, new: str, where: tuple[str, ...], value: Any
) -> None:
    wanted: Json = deepcopy(AHN)
    inner = wanted if len(where) == 1 else wanted[where[0]]
    inner[where[-1]] = value
    if old == "by:":
        wanted["claims"]["by"] = "JP"
    assert lines(but(old, new))[0] == read_line(wanted)


def test_an_emptied_value_clears_its_field_and_so_does_a_deleted_line() -> None:
    emptied = but("window: 2026-01-29/2026-01-31\nwords: January 29-31", "window:\nwords:")
    report = lines(but("place: Yokosuka?\n", "", but("kind: visit", "kind:  ", emptied)))[0].report
    assert (report.claims.window, report.claims.place, report.claims.kind) == (None, None, None)
    assert report.attribution == read_line(AHN).report.attribution


def test_words_that_belong_to_a_changed_value_are_dropped_unless_they_change_too() -> None:
    window = but("window: 2026-01-29/2026-01-31", "window: 2026-01-30")
    assert lines(window)[0].report.claims.window == Window("2026-01-30")
    assert lines(but("words: January 29-31", "words: January 30", window))[0].report.claims.window == Window(
        "2026-01-30", "January 30"
    )
    assert lines(but("window: 2026-01-29/2026-01-31", "window:"))[0].report.claims.window is None
    assert lines(but("stage: postponed", "stage: cancelled"))[1].report.quote is None


def test_evidence_of_a_changed_field_is_dropped() -> None:
    evidence = {field: {"text": "words", "start": 0, "end": 5} for field in ("stage", "window", "host")}
    first, second = offers()
    offer = replace(first, line=read_line({**AHN, "evidence": evidence}))
    edited, _ = read_form(but("stage: in-final-arrangement", "stage: confirmed"), [offer, second])
    assert sorted(edited.line.report.evidence or ()) == ["host", "window"]


def test_a_date_that_is_not_known_is_left_open() -> None:
    offer = replace(offers()[0], dated=False)
    text = write_form([offer])
    assert "NationPress < Yonhap, no date" in text
    assert refusal(read_form, text, [offer]) == (
        "line 8: the report has no published",
        "Add published: it is required.",
    )
    assert read_form(but("published:", "published: 2026-01-22", text), [offer])[0].line.report.published.text == (
        "2026-01-22"
    )


def test_a_kept_form_is_read_without_the_drafts() -> None:
    kept_lines = [line for _, line, _ in read_kept_form(TEXT)]
    wanted = [read_line(AHN), read_line({**CALL, "quote": "It snows."})]
    assert kept_lines[0] == wanted[0]
    original = replace(wanted[1].report.claims, original_window=Window("2025-12"))
    assert kept_lines[1] == replace(wanted[1], report=replace(wanted[1].report, claims=original))


def test_another_meeting_can_be_named() -> None:
    named = but("new: yes", "", but("meeting: ahn-koizumi-japan-2026-01", "meeting: Ahn-Japan"))
    assert (lines(named)[0].meeting, lines(named)[0].new) == ("ahn-japan", False)


def test_a_deleted_block_is_left_out_and_the_other_keeps_its_number() -> None:
    only_second = TEXT[: TEXT.index("draft: 1")] + TEXT[TEXT.index("draft: 2") :]
    assert [one.place for one in read_form(only_second, offers())] == [1]
    assert lines("# nothing\n\n") == []


def test_a_byte_order_mark_carriage_returns_and_blanks_are_ignored() -> None:
    assert lines("\ufeff" + TEXT.replace("\n", "\r\n") + "\t\n") == [read_line(AHN), read_line(CALL)]


@pytest.mark.parametrize(
    ("text", "sentence", "hint"),
    [
        (but("host:", "hots: JP"), "line 27: 'hots' is not a field", FIELDS),
        (
            but("host:", "Japan"),
            "line 27: there is no colon in 'Japan'",
            "Write it as field: value, and a comment after #.",
        ),
        (
            but("stage: in-final-arrangement", "stage: agreed"),
            "line 12: 'agreed' is not a stage",
            STAGES,
        ),
        (but("stage: in-final-arrangement\n", ""), "line 8: the report has no stage", "Add stage: it is required."),
        (
            but("window: 2026-01-29/2026-01-31", "window: 2026-01-32"),
            "line 23: '2026-01-32' does not exist",
            "2026-01 runs from 01 to 31.",
        ),
        (
            but("window: 2026-01-29/2026-01-31\nwords: January 29-31", "window:\nwords: late January"),
            "line 24: --words needs --window",
            "Add the window that the words describe.",
        ),
        (
            but("with: , chief of staff, JP", "with: Koizumi, minister, Japan"),
            "line 21: 'Japan' is not a country code",
            "Did you mean JP (Japan)?",
        ),
        (but("new: yes", "new: maybe"), "line 10: 'maybe' is not an answer", "Choose from: yes, no."),
        (
            but("meeting: ahn-koizumi-japan-2026-01", "meeting: Ahn Japan"),
            "line 9: 'Ahn Japan' is not a meeting name",
            A_NAME,
        ),
        (
            but("via: Yonhap\n\ndraft: 2\nmeeting", "via: Yonhap\nmeeting"),
            "line 34: meeting is given twice in one draft",
            "Keep one, or begin another block: draft: 2",
        ),
        (but("draft: 1", ""), "line 9: meeting comes before any draft", "A block begins with draft: 1"),
        (but("draft: 2", "draft: 3"), "line 35: there is no draft 3", "Do not change the number of a draft."),
        (but("host:", f"{LONG}: JP"), f"line 27: '{LONG[:60]}'… is not a field", FIELDS),
        (
            but("host:", LONG),
            f"line 27: there is no colon in '{LONG[:60]}'…",
            "Write it as field: value, and a comment after #.",
        ),
        (
            but("draft: 2", f"draft: {LONG}"),
            f"line 35: there is no draft {LONG[:60]}",
            "Do not change the number of a draft.",
        ),
        (but("draft: 2", "draft: 1"), "line 35: draft 1 is given twice", "Do not change the number of a draft."),
        (
            but("title: A call", "target: seven"),
            "line 53: 'seven' is not a position",
            A_POSITION,
        ),
    ],
)
def test_an_error_names_its_line(text: str, sentence: str, hint: str) -> None:
    assert refusal(read_form, text, offers()) == (sentence, hint)


def test_control_characters_are_shown_escaped_and_kept_as_they_were() -> None:
    evil = "\x1b[31m\u202e\x85\r\nstage: held"
    data: Json = {**AHN, "attribution": {"class": "sources", "words": f"a{evil}"}, "quote": f"b{evil}"}
    evidence = {"stage": Evidence(text=f"c{evil}", start=0, end=len(evil) + 1)}
    offer = Offer(
        draft=replace(offers()[0].draft, doubt=f"d{evil}", evidence=evidence), line=read_line(data), because=evil
    )
    text = write_form([offer])
    assert not STEERING.search(text.replace("\n", ""))
    assert text.count("\nstage:") == 1
    assert read_form(text, [offer])[0].line == read_line(data)


@pytest.mark.parametrize(
    "person",
    [
        Participant(name="Ahn Gyu-back", role="defence minister", country="KR"),
        Participant(name="Ahn Gyu-back", role="minister of defence, acting", country="KR"),
        Participant(name="Ahn Gyu-back", role="defence minister"),
        Participant(name="Ahn Gyu-back", country="KR"),
        Participant(name="Ahn Gyu-back"),
        Participant(role="defence minister", country="KR"),
        Participant(role="chief of staff"),
    ],
)
def test_a_person_is_written_as_the_option_reads_it(person: Participant) -> None:
    line = read_line(AHN)
    line = replace(line, report=replace(line.report, claims=Claims(participants=(person,))))
    (text,) = report_texts(line)["with"]
    data = {**AHN, "claims": {"participants": [read_participant(text)]}}
    assert read_line(data).report.claims.participants == (person,)


def test_the_command_that_records_a_line_is_quoted_for_a_shell() -> None:
    assert report_command(read_line(AHN), db="my desk.db") == (
        "tracker --db 'my desk.db' report ahn-koizumi-japan-2026-01 in-final-arrangement --new --source NationPress "
        "--published 2026-01-21 --headline 'Ahn to visit Japan' --via Yonhap --attribution sources "
        "--attributed-to 'government sources' --side KR --side JP --kind visit "
        "--with 'Ahn Gyu-back, defence minister, KR' --with ', chief of staff, JP' --window 2026-01-29/2026-01-31 "
        "--words 'January 29-31' --place 'Yokosuka?'"
    )
    assert report_command(read_line({**CALL, "target": 7})) == (
        "tracker report ahn-koizumi-call-2025-12 postponed --source NationPress --published 2026-01-21 "
        "--headline 'Ahn to visit Japan' --via Yonhap --without 'Lee Jae Myung' --original-window 2025-12 "
        "--reason snow --by JP --title 'A call' --quote 'It snows.' --target @7"
    )


# With an editor


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of a script that is the user's editor; temporary files get a folder of their own."""
    (tmp_path / "drafts").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "drafts"))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"sh '{tmp_path / 'my editor'}' --wait")
    return tmp_path / "my editor"


def kept(script: Path) -> list[Path]:
    """Return the files that were left behind."""
    return list((script.parent / "drafts").iterdir())


def test_the_editor_gets_a_file_that_only_the_user_can_read(script: Path) -> None:
    script.write_text(f'stat -c %a "$2" > "{script.parent}/mode"; sed -i s/^host:/host:JP/ "$2"')
    edited, path = edit(offers())
    assert [one.line.report.claims.host for one in edited] == ["JP", "JP"]
    assert (script.parent / "mode").read_text() == "600\n"
    assert kept(script) == [path]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_visual_takes_precedence_over_editor(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "sed -i s/^host:/host:KR/")
    assert edit(offers())[0][0].line.report.claims.host == "KR"


def kept_hint(path: Path) -> str:
    """Return the hint that says where the edited text is."""
    return f"What you typed is kept in {path}. Record it with: tracker import {path}"


def test_text_with_a_mistake_that_is_not_corrected_is_kept_in_a_file_that_the_error_names(script: Path) -> None:
    script.write_text('sed -i "s/^kind:.*/kind: a long thought/" "$2"; echo "# more" >> "$2"')
    with pytest.raises(TrackerError) as caught:
        edit(offers())
    (path,) = kept(script)
    assert (caught.value.sentence, caught.value.exit_code) == ("line 19: 'a long thought' is not a kind", 1)
    assert caught.value.hint.endswith(kept_hint(path))
    assert "kind: a long thought" in path.read_text()


def test_a_mistake_opens_the_editor_again_at_its_line_which_says_what_is_wrong(
    script: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor is called vim, so that it is given a line. First it makes a mistake, then it corrects it."""
    vim = script.with_name("vim")
    vim.write_text(
        "#!/bin/sh\n"
        f"echo \"$@\" >> '{script.parent}/calls'\n"
        f'if [ $# = 1 ]; then sed -i "s/^kind: visit/kind: party/" "$1"; exit; fi\n'
        f"sed -n '19,20p' \"$2\" > '{script.parent}/shown'\n"
        'sed -i "s/^kind: party/kind: talks/" "$2"\n'
    )
    vim.chmod(0o700)
    monkeypatch.setenv("EDITOR", f"'{vim}'")
    edited, path = edit(offers())
    assert edited[0].line.report.claims.kind == "talks"
    assert (script.parent / "calls").read_text() == f"{path}\n+19 {path}\n"
    kinds = "visit, talks, summit, multilateral, forum, call, operation"
    assert (script.parent / "shown").read_text() == (
        f"kind: party\n#! line 19: 'party' is not a kind. Choose from: {kinds}.\n"
    )


def test_leaving_the_editor_after_a_mistake_without_saving_keeps_the_text(script: Path) -> None:
    script.write_text('grep -q "^#!" "$2" || sed -i "s/^kind:.*/kind: party/" "$2"')
    sentence, hint = refusal(edit, offers())
    (path,) = kept(script)
    assert sentence == "line 19: 'party' is not a kind"
    assert hint.endswith(f" {kept_hint(path)}")
    assert "kind: party" in path.read_text()


def test_leaving_the_editor_without_saving_is_an_error(script: Path) -> None:
    script.write_text("true")
    assert refusal(edit, offers()) == (
        "the text was not saved, so nothing was recorded",
        "Save it to record the drafts as they are.",
    )
    assert kept(script) == []


def test_text_that_is_saved_as_it_is_is_read(script: Path) -> None:
    script.write_text('touch "$2"')
    assert [one.line for one in edit(offers())[0]] == [read_line(AHN), read_line(CALL)]


def test_text_that_is_not_utf_8_is_kept(script: Path) -> None:
    script.write_text('printf "\\377" >> "$2"')
    (sentence, hint), (path,) = refusal(edit, offers()), kept(script)
    assert sentence == "the edited text is not UTF-8"
    assert hint == f"Let the editor save it as UTF-8. {kept_hint(path)}"


@pytest.mark.parametrize(("does", "left"), [("exit 3", 0), ('echo "#" >> "$2"; exit 3', 1)])
def test_an_editor_that_fails_is_an_error(script: Path, does: str, left: int) -> None:
    script.write_text(does)
    sentence, hint = refusal(edit, offers())
    assert sentence == "the editor exited with code 3, so nothing was recorded"
    assert len(kept(script)) == left
    assert hint == " ".join(map(kept_hint, kept(script)))


def test_an_editor_that_deletes_the_file_is_an_error(script: Path) -> None:
    script.write_text('rm "$2"')
    sentence, hint = refusal(edit, offers())
    assert sentence.endswith(".drafts cannot be read: No such file or directory")
    assert hint == "Save it under the same name."


def test_without_an_editor_there_is_a_hint(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", " ")
    monkeypatch.setenv("PATH", str(script.parent))
    with pytest.raises(TrackerError) as caught:
        edit(offers())
    assert (caught.value.sentence, caught.value.exit_code) == ("no editor is set", 2)
    vi = script.parent / "vi"
    vi.write_text("#!/bin/sh\nexit 4\n")
    vi.chmod(0o700)
    assert refusal(edit, offers())[0] == "the editor exited with code 4, so nothing was recorded"


@pytest.mark.parametrize(
    ("editor", "sentence"),
    [
        ("no-such-editor", "no-such-editor cannot be started: No such file or directory"),
        ("'vi", "EDITOR has an unclosed quotation mark: 'vi"),
    ],
)
def test_an_editor_that_cannot_be_started_is_named(
    script: Path, monkeypatch: pytest.MonkeyPatch, editor: str, sentence: str
) -> None:
    monkeypatch.setenv("EDITOR", editor)
    with pytest.raises(TrackerError) as caught:
        edit(offers())
    assert (caught.value.sentence, caught.value.exit_code) == (sentence, 2)
    assert kept(script) == []


def test_a_kept_form_may_begin_with_any_draft_of_up_to_eight_digits() -> None:
    assert [block.place for block in read_blocks("draft: 1\ndraft: 99999999")] == [0, 99_999_998]
    for number in ("0", "-1", "100000000", "x", ""):
        with pytest.raises(TrackerError, match=f"^line 1: there is no draft {number}$"):
            read_blocks(f"draft: {number}")
