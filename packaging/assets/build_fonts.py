"""Make the bundled fonts from their published packages: cut to our scripts, renamed, one widened.

Run by hand when a font is renewed, in a throw-away environment that holds `fonttools` and
`brotli`; neither is needed to run, test or build Coursefolk:

    python packaging/assets/build_fonts.py FOLDER_WITH_UNPACKED_PACKAGES

The folder holds the unpacked npm packages `inter-ui` and `source-serif` and the unpacked Debian
package `fonts-jetbrains-mono`, in whatever versions; the versions used last stand in
`resources/fonts/README.md`. Every face is cut to Latin, Greek, Cyrillic and the signs that
lessons use, loses its hints, and gets a name of ours, as the Open Font License asks of changed
fonts (Source Serif reserves the name "Source").
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

OUT = Path(__file__).parents[2] / "resources" / "fonts"

SCRIPTS = (
    "U+0020-007E,U+00A0-024F,U+0259,U+02B0-02FF,U+0300-036F,U+0370-03FF,U+0400-052F,"
    "U+1E00-1EFF,U+1F00-1FFF,U+2000-206F,U+2070-209F,U+20A0-20C0,U+2100-218F,U+2190-22FF,"
    "U+2300-23FF,U+2500-25FF,U+2610-2612,U+2713-2718,U+FB01,U+FB02,U+FEFF,U+FFFD"
)
TEXT_FEATURES = "kern,mark,mkmk,ccmp,locl,liga,case,tnum,lnum,sups,subs,ordn"  # "->" stays as typed
CODE_FEATURES = "mark,mkmk,ccmp,locl"  # no ligatures: source shows the signs that were typed
WIDENED_ASCENT, WIDENED_DESCENT = 1.17, 0.53  # 1.70 em: QPlainTextEdit has no line height


@dataclass(frozen=True)
class Face:
    """One file to make: where it comes from and what it is called here."""

    source: str
    family: str
    style: str
    weight: int
    features: str
    widened: bool = False


FACES = (
    Face("**/web/Inter-Regular.woff2", "Coursefolk Sans", "Regular", 400, TEXT_FEATURES),
    Face("**/web/Inter-Medium.woff2", "Coursefolk Sans", "Medium", 500, TEXT_FEATURES),
    Face("**/web/Inter-SemiBold.woff2", "Coursefolk Sans", "SemiBold", 600, TEXT_FEATURES),
    Face("**/web/Inter-Bold.woff2", "Coursefolk Sans", "Bold", 700, TEXT_FEATURES),
    Face("**/SourceSerif4-Regular.ttf.woff2", "Coursefolk Serif", "Regular", 400, TEXT_FEATURES),
    Face("**/SourceSerif4-It.ttf.woff2", "Coursefolk Serif", "Italic", 400, TEXT_FEATURES),
    Face("**/SourceSerif4-Semibold.ttf.woff2", "Coursefolk Serif", "SemiBold", 600, TEXT_FEATURES),
    *(
        Face(f"**/JetBrainsMono-{style}.ttf", family, style, weight, CODE_FEATURES, widened)
        for family, widened in (("Coursefolk Mono", False), ("Coursefolk Source", True))
        for style, weight in (("Regular", 400), ("Italic", 400), ("Bold", 700))
    ),
)


def cut(font: TTFont, features: str) -> None:
    """Keep only our scripts and the named layout features, without hints."""
    options = subset.Options()
    options.layout_features = features.split(",")
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    options.glyph_names = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(SCRIPTS))
    cutter.subset(font)


def rename(font: TTFont, face: Face) -> None:
    """Give the face our names; weights beside regular and bold also get a family of their own."""
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in {0, 5, 13, 14}]
    plain = face.style in {"Regular", "Italic", "Bold"}
    postscript = f"{face.family.replace(' ', '')}-{face.style}"
    ours = {
        1: face.family if plain else f"{face.family} {face.style}",
        2: face.style if plain else "Regular",
        3: f"coursefolk;{postscript}",
        4: f"{face.family} {face.style}",
        6: postscript,
        16: face.family,
        17: face.style,
    }
    for name_id, text in ours.items():
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = face.weight
    if "CFF " in font:
        raise SystemExit(f"{face.source} has PostScript outlines; TrueType ones are needed")


def widen(font: TTFont) -> None:
    """Raise ascent and descent to 1.70 em, so that a plain text edit gets air between lines."""
    em = font["head"].unitsPerEm
    ascent, descent = int(em * WIDENED_ASCENT), int(em * WIDENED_DESCENT)
    head, os2 = font["hhea"], font["OS/2"]
    head.ascent, head.descent, head.lineGap = ascent, -descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent


def make(face: Face, packages: Path) -> Path:
    """Make one face; its file carries its PostScript name."""
    found = sorted(packages.glob(face.source))
    if not found:
        raise SystemExit(f"{face.source} is not in {packages}")
    font = TTFont(found[0], recalcTimestamp=False)
    font.flavor = None
    cut(font, face.features)
    rename(font, face)
    if face.widened:
        widen(font)
    target = OUT / f"{face.family.replace(' ', '')}-{face.style}.ttf"
    font.save(target)
    return target


def main() -> None:
    """Make all faces and print what each weighs."""
    packages = Path(sys.argv[1])
    OUT.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        made = make(face, packages)
        print(f"{made.stat().st_size // 1024:5} KB  {made.name}")


if __name__ == "__main__":
    main()
