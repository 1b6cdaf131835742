"""The locked file: key slots, the encrypted database, its lock, its backups."""
