"""Statistics over whole histories: how reports came true, and how plans slipped. Pure functions."""
