"""The main job told from end to end on real parts: what `coursefolk demo` runs and checks."""
