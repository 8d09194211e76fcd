"""What every test is held to: no warning logged, no network beyond this machine, its own home."""
