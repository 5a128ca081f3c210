"""An article's text in, drafts with their evidence out: pure, but for its data files."""
