"""Bad luck: kills, power cuts, damaged files, full disks."""
