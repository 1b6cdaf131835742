"""One task each; ``screen.py`` holds what all share."""
