"""Plain values and rules: ids, facts and their kinds, outline, people, review, errors."""
