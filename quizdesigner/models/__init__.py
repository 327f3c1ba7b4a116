"""The disk: project files in SQLite through SQLAlchemy."""
