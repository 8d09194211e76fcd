"""The page of backups: what each holds, how it read then, and bringing it back."""
