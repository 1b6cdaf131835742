"""What a user can do, said once."""
