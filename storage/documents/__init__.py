"""What leaves or enters as a common format; the words are handed in."""
