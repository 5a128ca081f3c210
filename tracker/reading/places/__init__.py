"""Where: the names of countries, cities and organisations in a text."""
