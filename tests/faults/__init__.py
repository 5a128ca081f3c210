"""Faults on purpose: each module tries one kind against the program as it is, and says how many it tried."""
