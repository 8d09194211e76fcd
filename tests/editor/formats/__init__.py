"""Tests of the formats that courses come from and go to."""
