"""The made-up office of ``nivel demo``: people who do not exist, in the work that does."""
