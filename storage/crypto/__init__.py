"""Bytes in, bytes out; knows no record."""
