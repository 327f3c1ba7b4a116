"""Segments: who a CRM could tell apart by the tags, how many they are, and what a second take does."""

from quizdesigner.views.segments.pane import SegmentsPane

__all__ = ["SegmentsPane"]
