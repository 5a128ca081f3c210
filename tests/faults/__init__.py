"""Trials of the promises in docs/trust.md: each module causes one kind of fault and counts how many it tried."""
