"""Weights: how much each feature counts, as tables that `python -m benchmarks.learn` makes from labelled articles."""
