"""From a draft to the meeting of the ledger that it speaks of, or to a name for a new one."""
