"""The command `completion`: print the script that completes words in a shell."""

import click
from click.shell_completion import get_completion_class

from tracker.cli.shell_completion import VARIABLE
from tracker.cli.terminal import show


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion_command(shell: str) -> None:
    """Print the script that completes commands, options, meeting names, statuses and countries in a SHELL.

    Meeting names come from the log that --db or TRACKER_DB names; nothing is written to it. Save the script once, and
    start a new shell. It runs the tracker that is installed, so an update needs no new script.

    For zsh, ~/.zshrc needs: fpath+=(~/.zfunc); autoload -Uz compinit; compinit

    \b
    tracker completion bash > ~/.local/share/bash-completion/completions/tracker
    tracker completion zsh > ~/.zfunc/_tracker
    tracker completion fish > ~/.config/fish/completions/tracker.fish
    """
    found = get_completion_class(shell)
    assert found is not None  # Click has all three  # noqa: S101
    show(found(click.Group("tracker"), {}, "tracker", VARIABLE).source().rstrip("\n"))
