"""How Nivel looks: palettes, themes and style sheets."""
