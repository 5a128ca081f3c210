"""The command `outlets`: show how the reports of each outlet came true."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.progress import SLOW_READ, progress_bar
from tracker.cli.text.empty_answers import no_records
from tracker.cli.text.outlet_tables import outlet_tables
from tracker.ledger import maintenance
from tracker.ledger.statistics import records


@click.command("outlets")
@opt.clocks
@opt.output_format
@click.pass_obj
def outlets_command(app: App, /, as_of: str | None, known_at: str | None, output: str) -> None:
    """Show what each outlet and class of attribution said first, and how its reports of a coming meeting came true.

    Only the stages in-final-arrangement and confirmed are judged. A statement of an origin about a meeting, at one
    stage for one window, counts once and for the origin, no matter who reprints it.

    \b
    REPORTS    items that it printed; REPRINTS are those taken from others
    FIRST      said before anybody else; "+2": two more where the dates do
               not show who was first
    SAID       statements at the stage before the meeting took place
    CAME TRUE  held in the window that it gave; or, if it gave none, held
               without having been put off. Of those decided, with the 95 %
               interval (Wilson) for the share
    PUT OFF    postponed, or held or planned outside that window
    FELL       cancelled or denied
    AHEAD      median of days from the statement to the meeting, of those true

    Retracted reports do not count; corrections are applied.

    \b
    tracker outlets
    tracker outlets --as-of 2026-01-22 --format csv
    """
    with app.asking() as desk:
        asked = opt.asked(desk, app, as_of, known_at)
        length = maintenance.extent(desk).position
        with progress_bar(app, "reading", length, slow=length >= SLOW_READ) as bar:
            outlets = records(desk, asked, bar.update)
    if output == "text":
        app.show_text(outlet_tables(outlets, app.width), nothing=no_records(asked))
        return
    from tracker.export import json_statistics  # noqa: PLC0415 - imported only if needed

    app.show_objects(output, [json_statistics.record_object(record) for record in outlets], json_statistics.RECORD_KEYS)
