"""What a choice says about products: the search that finds them, and a row for each thing said."""
