"""Tests of the merge room: no word lost, none invented, no clash unmarked, the same everywhere."""
