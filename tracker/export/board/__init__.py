"""The board: one HTML page that shows a ledger on a day. It reads no file but its own style and script."""
