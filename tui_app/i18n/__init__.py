"""Words, sentences and formats in Finnish, Swedish and English."""
