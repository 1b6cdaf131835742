"""Widgets show records and post messages; they never touch the casebook."""
