"""What lists show: frozen slotted rows, free of SQLModel."""
