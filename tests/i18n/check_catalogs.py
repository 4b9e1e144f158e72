#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the catalogs: complete, placeholders kept, Chinese typography.

    check_catalogs.py FOLDER MSGCMP     FOLDER holds errkb.pot and the .po files
"""
import ast
import pathlib
import re
import subprocess
import sys

CJK = "\u3400-\u9fff"
WIDE = "，。：；！？（）“”、…—"


def parse(path):
    """Yields (line, flags, msgid, [msgstr]) of each entry but the header."""
    entry = {}
    key = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() + [""], 1):
        if line.startswith("#~"):
            sys.exit(f"{path}:{number}: an obsolete entry; remove it")
        word = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) (".*")$', line)
        if word:
            key = word[1]
            entry.setdefault("line", number)
            entry[key] = ast.literal_eval(word[2])
        elif line.startswith('"'):
            entry[key] += ast.literal_eval(line)
        elif line.startswith("#,"):
            entry["flags"] = line
        elif not line:
            if entry.get("msgid"):
                strings = [v for k, v in entry.items() if k.startswith("msgstr")]
                yield entry["line"], entry.get("flags", ""), entry["msgid"], strings
            entry = {}


def names(text):
    return sorted(re.findall(r"\{[a-z_]+\}", text))


def plain(text):
    """The prose of a text: what stands for other things reads as a Latin word.
    A %s may be Chinese, and then stands without spaces."""
    text = re.sub(r"(?<= )%s|%s(?= )", "x", re.sub(r"`[^`]*`", "x", text)).replace("%s", "")
    text = re.sub(r"\{[a-z_]+\}|%[-.\d]*(?:zu|lu|[df])", "x", text)
    return text.replace("%%", "%")


def typography(text):
    text = plain(text)
    if re.search(rf"[{CJK}][,;:!?()]|[,;!?()][{CJK}]", text):
        yield "half-width punctuation beside Chinese"
    if re.search(rf"[{CJK}][A-Za-z0-9]|[A-Za-z0-9%][{CJK}]", text):
        yield "no space between Chinese and Latin"
    if re.search(rf"[{WIDE}] | [{WIDE.replace('“', '').replace('—', '').replace('…', '')}]", text):
        yield "a space beside full-width punctuation"
    if re.search(rf"[{CJK}] [{CJK}]", text):
        yield "a space between Chinese characters"
    if "您" in text:
        yield "您; the house style addresses nobody"


def problems(po):
    for line, flags, msgid, strings in parse(po):
        where = f"{po}:{line}"
        if "fuzzy" in flags:
            yield f"{where}: fuzzy"
        for text in strings:
            if not text:
                yield f"{where}: not translated: {msgid!r}"
                continue
            if names(text) != names(msgid):
                yield f"{where}: placeholders {names(text)}, not {names(msgid)}"
            if text.endswith("\n") != msgid.endswith("\n"):
                yield f"{where}: line end"
            synopsis = re.search(r"[A-Z]{2,}(?:[\[\],…]|:[A-Z])", msgid)
            if po.name.startswith("zh") and not synopsis:
                yield from (f"{where}: {what}: {text}" for what in typography(text))


def main():
    folder, msgcmp = pathlib.Path(sys.argv[1]), sys.argv[2]
    found = []
    for po in sorted(folder.glob("*.po")):
        found += problems(po)
        done = subprocess.run([msgcmp, po, folder / "errkb.pot"], capture_output=True, text=True, check=False)
        found += done.stderr.splitlines() if done.returncode else []
    print("\n".join(found))
    sys.exit(1 if found else 0)


main()
