"""The served board: requests in, pages of `tracker.export` and JSON out. Each module answers a group of addresses."""
