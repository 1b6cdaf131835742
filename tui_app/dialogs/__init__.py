"""A question and a frozen answer."""
