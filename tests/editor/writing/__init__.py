"""Tests of what keys, toolbar, forms and paste write."""
