"""The board: one HTML page that shows a ledger on a day. Records in, text out; nothing is read but its own parts."""
