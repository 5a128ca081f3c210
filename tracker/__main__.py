"""The command: `tracker`, or `python -m tracker`."""

import gc


def run() -> None:
    """Run the command, and end the process with its exit code."""
    # Imported modules stay, so nothing is collected until the command is loaded (see `Commands.get_command`): 3 ms.
    gc.disable()
    from tracker.cli.main import run as run_command  # noqa: PLC0415 - as said above

    run_command()


if __name__ == "__main__":
    run()
