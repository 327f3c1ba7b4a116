"""Quiz Designer: design product-recommendation quizzes offline, see every outcome, publish to a host."""

__version__ = "0.1.0"
