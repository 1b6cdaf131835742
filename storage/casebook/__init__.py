"""The one door into the storage."""
