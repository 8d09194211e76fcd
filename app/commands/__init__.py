"""The commands of the command line, by theme; each parses, calls a flow and prints."""
