"""The pages that `tracker serve` shows: view models in, HTML out. A page is a function; none knows of requests."""
