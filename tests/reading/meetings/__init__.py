"""Tests of the meetings that sentences speak of."""
