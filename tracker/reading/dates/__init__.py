"""When: the dates in a text, and the days that they mean."""
