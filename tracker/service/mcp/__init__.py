"""The ledger for agents over the Model Context Protocol: questions, and drafts for the inbox. Nothing is recorded."""
