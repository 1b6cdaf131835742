"""What travels between devices."""
