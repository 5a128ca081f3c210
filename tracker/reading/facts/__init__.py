"""Facts: for each field of a meeting the candidates of the article, each with what speaks for it and against it."""
