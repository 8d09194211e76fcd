"""Begin from something: a template, a snippet, the sample, the help."""
