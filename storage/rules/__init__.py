"""Pure functions over records and lines."""
