"""Pure functions on text: matching, weave, overlaps, anchors, differences between versions."""
