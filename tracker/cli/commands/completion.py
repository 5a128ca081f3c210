"""The command `completion`: print the script that completes words in a shell."""

import click
from click.shell_completion import get_completion_class

from tracker.cli.shell_completion import VARIABLE
from tracker.cli.terminal import show


@click.command("completion", short_help="Print what completes words in bash, zsh or fish.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print the script by which a SHELL completes commands, options, the names of meetings, statuses and countries.

    Names come from the log that --db or TRACKER_DB names; nothing is written to it. The script asks the tracker that
    is installed: print it once, and start a new shell. docs/completion.md says what each shell needs.

    \b
    tracker completion bash > ~/.local/share/bash-completion/completions/tracker
    tracker completion zsh > ~/.zfunc/_tracker
    tracker completion fish > ~/.config/fish/completions/tracker.fish
    """
    found = get_completion_class(shell)
    assert found is not None  # Click has all three  # noqa: S101
    show(found(click.Group("tracker"), {}, "tracker", VARIABLE).source().rstrip("\n"))
