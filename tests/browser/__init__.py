"""The board, opened and operated in a browser."""
