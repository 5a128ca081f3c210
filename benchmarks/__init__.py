"""Measurements, each run by hand and printed."""
