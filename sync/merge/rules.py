"""The number of the weaving rules: which text comes out where revisions are woven.

A lesson's text depends on this room's code, so laptops with different code must not weave the same
log. Each log states the number of its rules; an application that lacks that number opens the course
read-only and says so. Golden vectors in the tests pin what rule 1 makes of a set of texts. If a
change here changes a vector, it needs a new number, switched by a fact; the old rule stays for the
logs that state it. Until the first public release rule 1 and its vectors may change together.
"""

from __future__ import annotations

RULES = 1
"""The rules that this application weaves by."""
