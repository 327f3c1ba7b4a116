"""Conditions as lines to read and rows to edit."""
