"""Who: names, offices, and the people of an article."""
