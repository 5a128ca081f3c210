"""The command `lag`: compare what was planned with what was held."""

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.progress import SLOW_READ, progress_bar
from tracker.cli.text.lag_tables import TABLES, lag_tables
from tracker.domain.errors import TrackerError
from tracker.domain.names import country_code
from tracker.ledger import maintenance
from tracker.ledger.statistics import lag


@click.command("lag", short_help="How plans slipped, how long stages last, what fell through.")
@click.argument("table", required=False, type=click.Choice(TABLES))
@click.option("--country", "countries", multiple=True, metavar="CC", help="Only plans in which it takes part; repeats.")
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
    """Set what was planned against what was held: all three tables, or one.

    \b
    windows  of meetings announced and held: the first window, what it came to,
             and by how many days it missed that window; 0 is within it
    stages   how many days plans stayed at each stage, of those that left it
    pairs    of each two countries: plans, what came of them, and why not

    A meeting of more than two countries is a plan of each pair of them. docs/outlets.md says what is counted.

    \b
    tracker lag
    tracker lag pairs --country KR --country JP
    tracker lag windows --format csv
    """
    if output == "csv" and table is None:
        raise TrackerError.unparsable("csv holds one table", "Name windows, stages or pairs: tracker lag windows")
    codes = [country_code(country) for country in countries]
    with app.keeping() as desk:
        length = maintenance.extent(desk).position
        with (
            desk.snapshot(),
            progress_bar(app, "reading", length, slow=length >= SLOW_READ) as bar,
        ):
            lags = lag(desk, codes, opt.asked(desk, app, as_of, known_at), bar.update)
    if output == "text":
        app.show_text(lag_tables(lags, table, app.width))
        return
    from tracker.export import json_statistics  # noqa: PLC0415 - imported only if needed

    tables = json_statistics.lag_object(lags)
    if table is None:
        app.show_json(tables)
    else:
        app.show_objects(output, tables[table], json_statistics.LAG_KEYS[table])
