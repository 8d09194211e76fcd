"""What two people write in one lesson, each whole, and broken together: by the rule that tells it.

SIDES is what each writes, KEPT what the lesson holds once either is kept, SAID how they are named.
"""

from __future__ import annotations

QUIZ = (
    "---\nauthor: A\nlevel: basic\nwritten: here\n---\n\n"
    "# Food\n\nWhich one?\n\n[( )] Apple\n[( )] Beet\n[( )] Corn\n[( )] Dill\n[( )] Endive\n\n"
    "## Details\n\nWords on it.\n\nMore words, with a note.[^n]\n\n## Order\n\n"
    "| a | b | c |\n| --- | --- | --- |\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |\n\nSome last words.\n\n"
    "[^n]: The note.\n\n## End\n\nThat is all there is.\n\n"
    "Read [on][more].\n\n## Sources\n\nBooks and people.\n\n[more]: https://a.example/\n"
)
SIDES = {
    "two-right-answers": (("[( )] Beet", "[(X)] Beet"), ("[( )] Endive", "[(X)] Endive")),
    "duplicate-id": (("## Details", "## Details {#part}"), ("## End", "## End {#part}")),
    "dead-anchor": (("Some last words.", "See [there](#details)."), ("## Details", "## Depth")),
    "missing-footnote": (
        ("That is all there is.", "That is all.[^n]"),
        ("with a note.[^n]", "with none."),
    ),
    "doubled-note": (
        ("Words on it.", "Words on it.[^k]\n\n[^k]: One."),
        ("Books and people.", "Books and people.[^k] More.\n\n[^k]: Two."),
    ),
    "doubled-address": (
        ("Words on it.", "Words [on it][k].\n\n[k]: https://one.example/"),
        ("Books and people.", "Books ![x][k] and [k].\n\n[k]: https://two.example/"),
    ),
    "missing-address": (
        ("Words on it.", "Words [on it][more], [more]."),
        ("Read [on][more].", "Read on."),
    ),
    "other-heading": (
        ("Books and people.", "Books.\n\n## Added\n\nRead [it](#added) first."),
        ("Words on it.", "Words.\n\n## Added\n\nOther words, see [here](#added)."),
    ),
    "taken-words": (
        ("Words on it.", "Words [on it][7].\n\n[7]: https://one.example/"),
        ("Books and people.", "Books and people [7]."),
    ),
    "front-matter": (
        ("author: A", "licence: free\nauthor: A"),
        ("written: here", "written: here\nlicence: none"),
    ),
    "table-row": (
        ("| a | b | c |\n| --- | --- | --- |", "| a | b |\n| --- | --- |"),
        ("| 5 | 6 |", "| 5 | 6 | 7 |"),
    ),
}
KEPT = {
    "two-right-answers": ("[(X)] Beet\n[( )] Corn\n[( )] Dill\n[( )] Endive", "[(X)] Endive"),
    "duplicate-id": ("## End {#part-2}", "## Details {#part-2}"),
    "dead-anchor": ("## Details\n", "See [there](#depth)."),
    "missing-footnote": ("[^n]: The note.", "That is all.\n"),
    "doubled-note": ("people.[^k-2] More.\n\n[^k-2]: Two.", "on it.[^k-2]\n\n[^k-2]: One."),
    "doubled-address": ("![x][k-2] and [k][k-2].\n\n[k-2]: https://two", "Words [on it][k-2]."),
    "missing-address": ("[more]: https://a.example/\n", "Words on it, more.\n"),
    "other-heading": (
        "[it](#added-1)",
        "## Added {#added-2}\n\nOther words, see [here](#added-2).",
    ),
    "taken-words": ("people [7][7].", "people \\[7]."),
    "front-matter": ("licence: free\nauthor: A\nlevel: basic\nwritten: here\n---", "licence: none"),
    "table-row": ("| 5 | 6 |\n", "| a | b | c |"),
}
SAID = {
    "two-right-answers": ("Keep B", "Keep E"),
    "duplicate-id": ("Keep it there", "Keep it there"),
    "dead-anchor": ("Call it “Details” again", "Lead the link to “Depth”"),
    "missing-footnote": ("Bring the note back", "Leave the note out"),
    "doubled-note": ("Let it keep “k”", "Let it keep “k”"),
    "doubled-address": ("Let it keep “k”", "Let it keep “k”"),
    "missing-address": ("Bring the address back", "Leave the link out"),
    "other-heading": ("Lead the link to that “Added”", "Give it an id of its own"),
    "taken-words": ("Let it be a link", "Let it be words"),
    "front-matter": ("Keep this", "Keep this"),
    "table-row": ("Keep this", "Keep this"),
}
