"""The window and what it shows. Qt lives here only."""
