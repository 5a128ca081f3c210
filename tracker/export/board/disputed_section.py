"""The section of meetings on which reports contradict each other."""

from tracker.domain.meeting import disputed, disputing
from tracker.domain.vocabulary import plain
from tracker.export.board.label_markup import label_markup, meeting_link, status_markup
from tracker.export.board.news_list import cited_report, folded_news_list
from tracker.export.board.view_model import Board, Mark, Plan
from tracker.export.html import Markup, element
from tracker.export.labels import attribution_label


def disputed_section(board: Board) -> tuple[int, Markup]:
    """Return how many meetings are disputed, and a list with the contradicting reports, the latest report first."""
    plans = [board.plan_of(meeting.meeting) for meeting in board.meetings if disputed(meeting)]
    plans.sort(key=_last_published, reverse=True)
    return len(plans), folded_news_list([_item(plan) for plan in plans])


def contradicting_reports(plan: Plan) -> list[Mark]:
    """Return the report behind the status, and those that dispute it."""
    positions = {voice.position for voice in disputing(plan.meeting)}
    positions.add(plan.meeting.why.get("status", 0))
    return [mark for mark in plan.marks if mark.position in positions]


def _last_published(plan: Plan) -> str:
    return max((mark.report.published.day for mark in contradicting_reports(plan)), default="")


def _item(plan: Plan) -> Markup:
    return element(
        "li",
        element("p", meeting_link(plan.meeting), " ", status_markup(plan.meeting), class_="t"),
        element("ul", *map(_report, contradicting_reports(plan))),
        data_of=plan.meeting.meeting,
    )


def _report(mark: Mark) -> Markup:
    report = mark.report
    return element(
        "li",
        element("ins", plain(report.stage)),
        " ",
        label_markup(attribution_label(report.attribution)),
        element("cite", cited_report(report, mark.position)),
    )
