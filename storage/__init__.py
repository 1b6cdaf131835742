"""What Nivel keeps: headless, knows no terminal and no sentence for a person."""
