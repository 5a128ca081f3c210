"""The command line: it parses input and prints output, and contains no rules."""
