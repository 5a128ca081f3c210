"""Agreement: the drafts of the rules and of a language model put together. Where both say the same they are sure.

The figures are measured: docs/model-reader.md.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from tracker.domain.names import folded
from tracker.domain.vocabulary import plain
from tracker.domain.window import Window
from tracker.reading.draft import FIELDS, Draft
from tracker.reading.model_reader.checked import Checked

# How often the drafts of main meetings are right in stage, window, host and parties.
AGREEING: Final = 0.95
ALONE: Final = 0.85
DIFFERING: Final = 0.6

_MAY_LACK: Final = ("kind", "reason")  # a value of the rules is better than none

_UNSEEN: Final = "the language model does not see this meeting"
_ONLY_MODEL: Final = "only the language model sees this meeting"

Checks = Sequence[Checked]


def agreed(rules: Sequence[Draft], model: Checks) -> tuple[Draft, ...]:
    """Return the drafts of both readers, the main one first.

    Of a meeting that both see, the values are the model's, and where it has none the rules'.
    """
    left = list(rules)
    drafts = []
    for check in model:
        partner = next((draft for draft in left if _is_same_meeting(draft, check.draft)), None)
        if partner:
            left.remove(partner)
        drafts.append(_together(partner, check) if partner else _doubted(check.draft, _ONLY_MODEL))
    drafts += [_doubted(draft, _UNSEEN) for draft in left]
    return tuple(replace(draft, main=number == 0) for number, draft in enumerate(drafts))


def differences(rules: Draft, model: Draft) -> Iterator[str]:
    """Yield each field in which two drafts of a meeting differ, with the rules' value: "host (rules: JP)"."""
    if rules.stage != model.stage:
        yield f"stage (rules: {plain(rules.stage)})"
    mine, theirs = rules.claims, model.claims
    if _days(mine.window) != _days(theirs.window):
        yield f"window (rules: {mine.window.label() if mine.window else 'none'})"
    if mine.host != theirs.host:
        yield f"host (rules: {mine.host or 'none'})"
    if _sides(rules) != _sides(model):
        yield f"parties (rules: {', '.join(sorted(_sides(rules))) or 'none'})"


def _together(rules: Draft, check: Checked) -> Draft:
    draft = _filled(rules, check)
    found = list(differences(rules, draft))
    doubt = f"the readers differ: {', '.join(found)}" if found else None
    return replace(draft, doubt=doubt, confidence=DIFFERING if found else AGREEING)


def _filled(rules: Draft, check: Checked) -> Draft:
    """Return the model's draft with the rules' values of fields whose words did not hold, or that it may lack."""
    names = [name for name in FIELDS if _is_missing(name, check)]
    evidence = {name: rules.evidence[name] for name in names if name in rules.evidence}
    claims = {name: rules.value(name) for name in names if name != "attribution"}
    return replace(
        check.draft,
        attribution=rules.attribution if "attribution" in names else check.draft.attribution,
        claims=replace(check.draft.claims, **claims),
        evidence={**check.draft.evidence, **evidence},
    )


def _is_missing(name: str, check: Checked) -> bool:
    if name == "attribution":
        return name in check.dropped
    return check.draft.value(name) in (None, ()) and name in {*check.dropped, *_MAY_LACK}


def _doubted(draft: Draft, doubt: str) -> Draft:
    return replace(draft, doubt=doubt, confidence=min(draft.confidence, DIFFERING))


def _is_same_meeting(rules: Draft, model: Draft) -> bool:
    """Whether two drafts are about one meeting: they share a party, and the days, the host or the main mark."""
    if not _parties(rules) & _parties(model):
        return False
    mine, theirs = rules.claims, model.claims
    same_days = mine.window is not None and theirs.window is not None and mine.window.overlaps(theirs.window)
    same_host = mine.host is not None and mine.host == theirs.host
    return same_days or same_host or (rules.main and model.main)


def _parties(draft: Draft) -> set[str]:
    people = draft.claims.participants
    return {folded(person.name) for person in people if person.name} | _sides(draft)


def _sides(draft: Draft) -> set[str]:
    return {person.country for person in draft.claims.participants if person.country}


def _days(window: Window | None) -> tuple[object, object] | None:
    return (window.earliest, window.latest) if window else None
