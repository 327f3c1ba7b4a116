"""The window: PySide6 panes over the project value."""
