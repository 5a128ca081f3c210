"""From a file to the story: its headline, sentences, dateline and sources, without the page around it."""
