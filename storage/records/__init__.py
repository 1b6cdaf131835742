"""What is kept: one table class per record, one file per subject."""
