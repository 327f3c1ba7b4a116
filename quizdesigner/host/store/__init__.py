"""The host's database: one file for each noun, functions over an open transaction, and no rule of the product."""
