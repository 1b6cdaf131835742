"""What stands between Nivel and the terminal: filter, driver, signals, idle time, faults."""
