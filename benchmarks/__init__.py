"""Measurements of speed, started by hand: each prints a table."""
