"""The version, where the shortest path to it needs no import at all."""

VERSION = "0.1.0"
