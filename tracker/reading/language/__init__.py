"""Words, verbs, patterns and chunks: what the reader knows of English, beside what it knows of the world."""
