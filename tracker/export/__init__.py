"""Meetings, events and changes in, text out: a module a format. It knows no database and no command."""
