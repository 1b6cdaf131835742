"""The plain twin of each screen: the same lines as text, for screen readers, pipes and consoles."""
