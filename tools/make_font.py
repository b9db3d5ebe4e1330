"""Cut the covers' font down to what a cover writes.

    pip install fonttools
    python tools/make_font.py

Bricolage Grotesque by Mathieu Triay (OFL 1.1, no reserved name) comes from an npm package that
ships the whole of it.  Needs `npm`; the package's SHA-256 is checked, so the result is the same
everywhere.  Two weights are kept, and of each the Latin letters.

Pillow reads a font's kerning only where FriBiDi happens to be installed, so `kerning.json` has that
of the titles' weight: {thousandths of the size: pairs of letters, one after the other}.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from itertools import product
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

PACKAGE = "@expo-google-fonts/bricolage-grotesque@0.4.1"
SHA256 = "7615c33517f80a1e9a11c33bc962b009792a9b22de49ea47aedd982055525ee6"
FONTS = Path(__file__).resolve().parent.parent / "briefing" / "shipped" / "fonts"
TITLES = "800ExtraBold"
WEIGHTS = {TITLES: "extrabold", "600SemiBold": "semibold"}
# ASCII, Latin-1, Latin Extended-A (names from Poland to Turkey), then one by one.
WRITTEN = {*range(0x20, 0x7F), *range(0xA0, 0x180)} | set(
    map(ord, "ȘșȚțẞ‐–—‘’‚“”„†•…‰‹›⁄€№™−×÷≈≠≤≥→←↑↓½¼¾²³\u2009\u202f")
)
HYPHENS = (0x2010, 0x2011)  # drawn like the one of the keyboard
KERNED = [*range(0x21, 0x7F), *range(0xC0, 0x100), *map(ord, "ŒœŸ«»’“”–—…")]
SLIGHT = 8  # thousandths; fewer cannot be seen


def fetch(folder: Path) -> Path:
    """Download the package into *folder*, verify it and unpack it."""
    command = ["npm", "pack", "--silent", PACKAGE]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    (path,) = folder.glob("*.tgz")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{PACKAGE} is not what it was: SHA-256 {found}")
    with tarfile.open(path) as package:
        package.extractall(folder, filter="data")
    return folder / "package"


def kerning(font: TTFont) -> dict[int, str]:
    """By how much two letters are moved together or apart, and which."""
    table = font["GPOS"].table
    features = table.FeatureList.FeatureRecord
    wanted = {
        each
        for feature in features
        if feature.FeatureTag == "kern"
        for each in feature.Feature.LookupListIndex
    }
    rules = [
        getattr(rule, "ExtSubTable", rule)
        for each in sorted(wanted)
        for rule in table.LookupList.Lookup[each].SubTable
    ]
    names = font.getBestCmap()
    found: dict[int, str] = {}
    for left, right in product(KERNED, KERNED):
        value = moved(rules, names[left], names[right])
        if abs(value) >= SLIGHT:
            found[value] = found.get(value, "") + chr(left) + chr(right)
    return dict(sorted(found.items()))


def moved(rules: list[Any], left: str, right: str) -> int:
    """What the first rule that knows the two glyphs says; the others are not asked then."""
    for rule in rules:
        if left not in rule.Coverage.glyphs:
            continue
        if rule.Format == 1:
            records = rule.PairSet[rule.Coverage.glyphs.index(left)].PairValueRecord
            found = [each.Value1 for each in records if each.SecondGlyph == right]
            if not found:
                continue
        else:
            first, second = rule.ClassDef1.classDefs, rule.ClassDef2.classDefs
            found = [
                rule.Class1Record[first.get(left, 0)].Class2Record[second.get(right, 0)].Value1
            ]
        return getattr(found[0], "XAdvance", 0)
    return 0


def cut(font: TTFont) -> None:
    """Keep the letters that are written, and nothing that Pillow does not read."""
    options = Options(layout_features=[], hinting=False, notdef_outline=True)
    options.name_IDs = options.name_languages = ["*"]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=WRITTEN)
    subsetter.subset(font)
    for table in font["cmap"].tables:
        table.cmap.update(dict.fromkeys(HYPHENS, table.cmap[ord("-")]))


def main(target: Path = FONTS) -> None:
    """Write the fonts, the kerning and the licence, and say what was written."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        package = fetch(Path(folder))
        for weight, name in WEIGHTS.items():
            (source,) = (package / weight).glob("*.ttf")
            font = TTFont(source, recalcTimestamp=False)
            if weight == TITLES:
                text = json.dumps(kerning(font), ensure_ascii=False, indent=0)
                (target / "kerning.json").write_text(text + "\n", encoding="utf-8")
            cut(font)
            font.save(target / f"bricolage-grotesque-{name}.ttf")
        (target / "OFL.txt").write_bytes((package / "LICENSE_FONT").read_bytes())
    for path in sorted([*target.glob("*.ttf"), target / "kerning.json"]):
        content = path.read_bytes()
        print(f"{path.name}  {len(content)} bytes  {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
