"""For those who test flows: ``strategies`` generates receptionists, flows and callers (hypothesis)."""
