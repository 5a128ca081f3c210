"""Words, verbs, patterns and chunks: what the reader knows of English."""
