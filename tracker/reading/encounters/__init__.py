"""From sentences to meetings: what each clause says of which encounter, put together and weighed."""
