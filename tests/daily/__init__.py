"""The daily briefing."""
