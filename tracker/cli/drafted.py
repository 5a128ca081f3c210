"""A draft handed to the export: the layers below know nothing of each other."""

from tracker.export.drafts import Drafted
from tracker.ledger.drafting import Proposal
from tracker.reading.draft import FIELDS


def drafted(proposal: Proposal) -> Drafted:
    """Return what is printed of a proposal."""
    draft, match = proposal.draft, proposal.match
    found = [(field, draft.evidence[field]) for field in FIELDS if field in draft.evidence]
    return Drafted(
        main=draft.main,
        doubt=draft.doubt,
        stage=draft.stage,
        attribution=draft.attribution,
        claims=draft.claims,
        evidence={field: (words.text, words.start, words.end) for field, words in found},
        meeting=match.meeting if match else None,
        score=match.score if match else None,
        because=match.because if match else None,
        new_name=proposal.new_name,
    )
