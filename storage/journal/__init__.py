"""What changed: signed batches, heads, merge, replay."""
