"""The command `lag`: compare plans with the meetings that were held."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.progress import SLOW_READ, progress_bar
from tracker.cli.text.empty_answers import no_lags
from tracker.cli.text.lag_tables import TABLES, lag_tables
from tracker.domain.errors import TrackerError
from tracker.ledger import maintenance
from tracker.ledger.statistics import lag


@click.command("lag")
@click.argument("table", required=False, type=click.Choice(TABLES))
@click.option("--country", "countries", multiple=True, metavar="CC", help="Only plans with this country; repeats.")
@opt.clocks
@opt.output_format
@click.pass_obj
def lag_command(
    app: App,
    /,
    table: str | None,
    countries: tuple[str, ...],
    as_of: str | None,
    known_at: str | None,
    output: str,
) -> None:
    """Compare plans with the meetings that were held: all three tables, or one.

    \b
    windows  meetings that were announced and held: the first window, when they
             were held, and by how many days that missed the first window
    stages   how many days plans stayed at a stage before they left it
    pairs    for each two countries: plans, their outcomes, and why they failed

    A meeting of more than two countries counts as a plan of each pair of them.

    \b
    tracker lag
    tracker lag pairs --country KR --country JP
    tracker lag windows --format csv
    """
    if output == "csv" and table is None:
        raise TrackerError.unparsable(
            "csv can hold only one table", "Name windows, stages or pairs: tracker lag windows"
        )
    codes = opt.country_codes(app, countries)
    with app.asking() as desk:
        asked = opt.asked(desk, app, as_of, known_at)
        length = maintenance.extent(desk).position
        with progress_bar(app, "reading", length, slow=length >= SLOW_READ) as bar:
            lags = lag(desk, codes, asked, bar.update)
    if output == "text":
        app.show_text(lag_tables(lags, table, app.width), nothing=no_lags(table, codes, asked))
        return
    from tracker.export import json_statistics  # noqa: PLC0415 - imported only if needed

    tables = json_statistics.lag_object(lags)
    if table is None:
        app.show_json(tables)
    else:
        app.show_objects(output, tables[table], json_statistics.LAG_KEYS[table])
