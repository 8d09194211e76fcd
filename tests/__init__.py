"""Tests: they mirror the packages; beside them stand contracts, journeys, faults and benchmarks."""
