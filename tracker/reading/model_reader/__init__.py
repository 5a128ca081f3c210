"""A second reader: what to ask a language model about an article, and which of its answers count. No network here."""
