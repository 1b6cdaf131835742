"""The program nivel: terminal, command line, plain twins."""
