"""Words in, words out: the Click command. It decides nothing."""
