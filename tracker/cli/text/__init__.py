"""What the commands print: each module turns results into lines of text, or into JSON objects."""
