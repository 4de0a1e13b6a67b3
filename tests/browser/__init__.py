"""What a reader meets: the real site in a real Chromium."""
