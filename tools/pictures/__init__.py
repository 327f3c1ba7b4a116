"""The drawings of the starters: what they are painted with, the things themselves, and a sheet for each starter."""
