"""From what is given to the story: its headline, sentences, dateline and sources, without the page around it."""
