"""Text made of meetings, events and changes, one module for each format. No database, no clock, no command."""
