"""The command line: one file per noun; everything heavy is imported when a command runs."""
