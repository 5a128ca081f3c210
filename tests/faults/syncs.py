"""What a command makes survive a power cut: the files and folders that it syncs."""

import os
from pathlib import Path

import pytest


def recorded_syncs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that grows with the inode of each file or folder that is synced."""
    inodes: list[int] = []
    fsync = os.fsync

    def record(descriptor: int) -> None:
        inodes.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    monkeypatch.setattr("os.fsync", record)
    return inodes


def inodes(*paths: Path) -> list[int]:
    """Return the inodes of files or folders."""
    return [path.stat().st_ino for path in paths]
