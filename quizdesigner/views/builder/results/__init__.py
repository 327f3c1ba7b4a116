"""Results pages in the Builder: their list, their canvas, and what the inspector says of them."""
