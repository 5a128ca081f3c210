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

# How often drafts of main meetings were right in stage, window, host and parties: where both agree, of a model alone,
# and where they differ. A meeting that one of them does not see at all is a guess.
AGREEING: Final = 0.95
ALONE: Final = 0.89
DIFFERING: Final = 0.8
UNSEEN: Final = 0.5

_MAY_LACK: Final = ("kind", "reason")  # a value of the rules is better than none

_NOT_THE_MODEL: Final = "the language model does not see this meeting"
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
        drafts.append(_together(partner, check) if partner else _doubted(check.draft, _ONLY_MODEL, DIFFERING))
    drafts += [_doubted(draft, _NOT_THE_MODEL, UNSEEN) for draft in left]
    return tuple(replace(draft, main=number == 0) for number, draft in enumerate(drafts))


def differences(rules: Draft, model: Draft) -> Iterator[str]:
    """Yield each field in which two drafts of a meeting differ, with the rules' value: "host (rules: JP)"."""
    if rules.stage != model.stage:
        yield f"stage (rules: {plain(rules.stage)})"
    mine, theirs = rules.claims, model.claims
    if mine.in_doubt != theirs.in_doubt:
        yield f"whether the plan is in doubt (rules: {'yes' if mine.in_doubt else 'no'})"
    if _days(mine.window) != _days(theirs.window):
        yield f"window (rules: {mine.window.label() if mine.window else 'none'})"
    if mine.host != theirs.host:
        yield f"host (rules: {mine.host or 'none'})"
    if not _is_one_within_the_other(_sides(rules), _sides(model)):
        yield f"parties (rules: {', '.join(sorted(_sides(rules))) or 'none'})"


def _together(rules: Draft, check: Checked) -> Draft:
    draft = _filled(rules, check)
    found = list(differences(rules, draft))
    doubt = f"the readers differ in {', '.join(found)}" if found else None
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


def _doubted(draft: Draft, doubt: str, confidence: float) -> Draft:
    return replace(draft, doubt=doubt, confidence=confidence)


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


def _is_one_within_the_other(one: set[str], other: set[str]) -> bool:
    """Whether two readers name the same sides, or one of them a host or a guest more."""
    return one <= other or other <= one


def _days(window: Window | None) -> tuple[object, object] | None:
    return (window.earliest, window.latest) if window else None
