"""Changes the program at random, one small change at a time, and counts how many of the changes the tests notice."""
