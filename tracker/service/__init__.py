"""The desk while nobody types: its configuration, and the watch over feeds. Uses the ledger, and knows no command."""
