#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Finds text that is printed around the catalogs.

Runs the programs in the pseudo-locale, which puts every translated text between
⟦ and ⟧, on an index without a Latin word in it. A Latin word outside the
brackets that is no name, code, option or command was forgotten.

    check_leaks.py ERRKB ERRKBC SOURCES WORK
"""
import os
import pathlib
import re
import subprocess
import sys

ERRKB, ERRKBC, SOURCES, WORK = sys.argv[1:5]

# What is the same in every language.
NAMES = [
    r"https?://\S+",
    r"\bx1(/[\w/]+)?\b",
    r"errkbc (check|help|kb/)[^\n]*",
    r"'Invalid vault[^\n']*'|event\.txt",
    r"\bjournalctl -f \|",
    r"errkb (show|list|search|help|info|scan|serve|export|--)\b[^\n<`]*",
    r"\berrkbc?( \d[\d.]*)?:?",
    r"/?(\.\./)?[\w./-]*/[\w./*-]+",
    r"\b[0-9a-f]{64}\b",
    r"--?[a-z][\w-]*",
    r"\b(lookup|show|search|list|info|scan|serve|export|help)\b",
    r"\b(en|zh-CN|zh|de)\b",
    r"\b(ERRKB_\w+|LC_\w+|LANG(UAGE)?|XDG_\w+|NO_COLOR|COLUMNS|PAGER)\b",
    r"\b(text\|json|auto\|always\|never)\b",
    r"(?m)^  (product, id|name|messages|cause, action|alt_ids|source) ",
    r"\b(hresult|win32|ntstatus|x1)\b",
    r"\b\d+ ms\b",
    r"\b(WIN32|0x[0-9A-F]+)\b",
]
# Of HTML: markup, and the head, which holds no text but the title.
MARKUP = [r"<head>.*?<title>", r"</title>.*?</head>", r"<!DOCTYPE html>", r"</?[a-z][^>]*>", r"&[a-z]+;"]

COMMANDS = [
    (["70001"], ""),
    (["70001", "--format", "markdown"], ""),
    (["70001", "--format", "html"], ""),
    (["70001", "--lang", "en-XA"], ""),
    (["70009"], ""),
    (["70009", "--format", "markdown"], ""),
    (["0x8007ABCD"], ""),
    (["0x8007ABCD", "--format", "html"], ""),
    (["壬癸0子丑寅卯辰巳午未"], ""),
    (["壬癸0子丑寅卯辰巳午未", "--format", "markdown"], ""),
    (["壹贰叁"], ""),
    (["壹贰叁", "--format", "html"], ""),
    (["70001 70009 70002"], ""),
    (["70001\n\n70009", "--format", "markdown"], ""),
    ([], "壹" * 70000),
    ([], ""),
    (["--format", "markdown"], ""),
    (["show", "x1/1"], ""),
    (["show", "x1/1", "--format", "markdown"], ""),
    (["show", "x1/9"], ""),
    (["show", "x1/procedures/1", "--format", "html"], ""),
    (["show"], ""),
    (["search", "壹贰叁肆"], ""),
    (["search", "壹贰叁肆", "--format", "html"], ""),
    (["search", "丂"], ""),
    (["search", "丂", "--format", "markdown"], ""),
    (["list"], ""),
    (["list", "--format", "markdown"], ""),
    (["list", "7"], ""),
    (["list", "1", "2"], ""),
    (["export", "1"], ""),
    (["export"], ""),
    (["list", "--products"], ""),
    (["list", "--products", "--format", "html"], ""),
    (["list", "--product", "y1"], ""),
    (["info"], ""),
    (["info", "--check"], ""),
    (["info", "--check", "--format", "markdown"], ""),
    (["info", "1"], ""),
    (["--lang", "en-XA,de", "70001"], ""),
    (["--format", "1", "70001"], ""),
    (["--format"], ""),
    (["-n", "0", "70001"], ""),
    (["--bad", "70001"], ""),
    (["--formt", "70001"], ""),
    (["--products"], ""),
    (["--check=1", "info"], ""),
    (["--help"], ""),
    (["help"], ""),
    *((["help", command], "") for command in ("lookup", "show", "search", "list", "info", "scan", "serve", "export", "help", "1")),
    (["--index", "/nonexistent", "70001"], ""),
    (["--index", "/", "70001"], ""),
    (["--index", "/dev/null", "70001"], ""),
    (["--index", __file__, "70001"], ""),
]
SOURCE_ERRORS = {
    "bad.yaml": "id: x1/3\nkind: eror\ntitle: {en: 1\n",
    "keys.yaml": "id: x1/4\nkind: error\nsorce: {}\ncodes: [{value: 5}]\ntitle: {en: '**甲'}\n",
}


def run(program, arguments, stdin="", environment=None):
    # LANGUAGE and ERRKB_LANG of the caller must not count.
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "ERRKB_"))}
    clean.update({"LC_ALL": "en_XA.UTF-8", "COLUMNS": "1000", **(environment or {})})
    done = subprocess.run([program, *arguments], input=stdin.encode(), capture_output=True, env=clean, check=False)
    return (done.stdout + done.stderr).decode()


def strip_translated(text):
    """A space for what is within brackets, however deep."""
    depth, kept = 0, []
    for character in text:
        depth += character == "⟦"
        if depth == 0 or (depth == 1 and character == "⟦"):
            kept.append(character if depth == 0 else " ")
        depth -= character == "⟧"
    return "".join(kept) if depth == 0 else text


def leaks(text, html=False):
    for pattern in MARKUP if html else []:
        text = re.sub(pattern, " ", text, flags=re.S)
    text = strip_translated(text)
    for pattern in NAMES:
        text = re.sub(pattern, " ", text)
    return re.findall(r"[A-Za-z]{2,}.*", text)


def main():
    work = pathlib.Path(WORK)
    index = work / "leaks.ekb"
    made = run(ERRKBC, [SOURCES, "-o", str(index), "--no-examples"])
    found = [f"errkbc: {leak}" for leak in leaks(made)]
    for arguments, stdin in COMMANDS:
        where = {"ERRKB_INDEX": str(index)}
        for leak in leaks(run(ERRKB, arguments, stdin, where), "html" in arguments):
            found.append(f"errkb {' '.join(arguments)!r}: {leak}")
    for leak in leaks(run(ERRKB, ["70001"], environment={"XDG_DATA_DIRS": "/nonexistent", "HOME": "/nonexistent"})):
        found.append(f"errkb without an index: {leak}")
    for arguments in ([], ["help"], ["help", "import"], ["import"], ["import", "1", "2", "-o", "3"], ["--bad"], ["check"], ["1"], ["--format", "1", "."], ["-o"], ["--version=1"]):
        found += [f"errkbc {arguments}: {leak}" for leak in leaks(run(ERRKBC, arguments))]
    for name, source in SOURCE_ERRORS.items():
        path = work / name
        path.write_text(source, encoding="utf-8")
        # Lines of the source are quoted.
        told = "".join(
            line for line in run(ERRKBC, ["check", str(path)]).splitlines(True) if line.strip() not in source
        )
        found += [f"errkbc check {name}: {leak}" for leak in leaks(told)]
    if not index.exists():
        found.append("no index was made:\n" + made)
    print("\n".join(found))
    sys.exit(1 if found else 0)


main()
