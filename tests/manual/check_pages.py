#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Renders the man pages and compares them with the programs' help.

    check_pages.py PAGES ERRKB ERRKBC     PAGES: folder of man1, man3, zh_CN/man1, …

Pages must render without a warning, name every option and command of the help
and every function of the library in both languages, and in Chinese hold no
English sentence.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata

PAGES = pathlib.Path(sys.argv[1])
PROGRAMS = {"errkb": sys.argv[2], "errkbc": sys.argv[3]}
WIDTHS = (60, 80, 120)


def run(*command, width=100):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": str(width), "COLUMNS": str(width)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False,
                          stdin=subprocess.DEVNULL)
    return done.stdout, done.stderr, done.returncode


def columns(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def verbatim(page):
    """Lines that are set as they are."""
    source = page.read_text(encoding="utf-8")
    lines = "\n".join(re.findall(r"(?ms)^\.nf\n(.*?)^\.fi$", source))
    for escape, sign in ((r"\&", ""), (r"\-", "-"), (r"\(aq", "'"), (r"\(ga", "`"), (r"\(ha", "^"),
                         (r"\(ti", "~"), (r"\(rs", "\\")):
        lines = lines.replace(escape, sign)
    return {line.strip() for line in lines.split("\n")}


def check_lines(page, width):
    """What is wrong with the lines of a page of that width."""
    text, _, _ = run("man", "-E", "UTF-8", "-l", str(page), width=width)
    code = verbatim(page)
    for line in re.sub(r".\x08", "", text).split("\n"):
        if line.strip() in code:
            continue
        if columns(line) > width:
            yield f"{page}: longer than {width}: {line}"
        if line.endswith("\u2010"):
            yield f"{page}: hyphenated at {width}: {line}"
        if re.search(r"^\s*(\||```|#+ )", line):
            yield f"{page}: Markdown: {line}"


def pieces(text):
    """The paragraphs and items of a text, without the spaces that depend on the width."""
    return [re.sub(r"\s", "", piece) for piece in re.split(r"\n\s*\n", text)]


def check_help(page, text, language):
    """What errkbc's help says beside a term, or as a paragraph, stands in one piece of its page."""
    done = "".join(run(PROGRAMS["errkbc"], *topic, "--lang", language, width=20)[0]
                   for topic in (["help"], ["help", "import"]))
    # So narrow, each row's text stands below it, indented by six.
    said = [re.sub(r"[\s`]", "", piece) for piece in re.findall(r"(?m)(?:^ {6}(?!--)\S.*\n)+", done)]
    shown = pieces(text)
    if len(said) < 20:
        yield f"{page}: the help was not understood"
    for piece in said:
        if not any(piece in paragraph for paragraph in shown):
            yield f"{page}: not in one piece: {piece}"


def render(page):
    """The page as text; problems are what man and mandoc say of it."""
    problems = []
    text = page.read_text(encoding="utf-8")
    if shutil.which("man"):
        text, said, code = run("man", "--warnings", "-E", "UTF-8", "-l", str(page))
        text = re.sub(r".\x08", "", text)
        if said or code:
            problems.append(f"man: {page}: {said or code}")
    if shutil.which("mandoc"):
        said = "".join(run("mandoc", "-Tlint", "-W", "warning", str(page))[:2])
        if said:
            problems.append(f"mandoc: {said}")
    return text, problems


def terms(program, language):
    """Options and commands that the help names, in its left columns."""
    text = run(PROGRAMS[program], "help", "--lang", language)[0]
    rows = re.findall(r"(?m)^  +(\S.*?)(?:  |$)", text)
    return {word for row in rows for word in re.findall(r"--[a-z][\w-]*", row)} | {
        row.split()[0] for row in rows if re.match(r"[a-z]+( |$)", row)
    }


def declared():
    """Functions that the library's header declares."""
    header = pathlib.Path(__file__).resolve().parents[2] / "engine" / "include" / "errkb" / "errkb.h"
    return set(re.findall(r"EKB_API[^;(]*?(ekb_\w+)\(", header.read_text(encoding="utf-8")))


def main():
    found = []
    functions = declared()
    if len(functions) < 20:
        found.append("errkb.h: the header was not understood")
    for folder, language in (("", "en"), ("zh_CN/", "zh-CN")):
        for page in ("man1/errkb.1", "man1/errkbc.1", "man3/liberrkb.3"):
            text, problems = render(PAGES / (folder + page))
            found += problems
            name = pathlib.Path(page).stem
            if name == "liberrkb":
                found += [f"{folder}{page}: no {function}" for function in sorted(functions) if function not in text]
            if name in PROGRAMS:
                missing = sorted(term for term in terms(name, language) if term not in text)
                found += [f"{folder}{page}: no {term}" for term in missing]
                if len(terms(name, language)) < 8:
                    found.append(f"{name}: the help was not understood")
            english = re.findall(r"(?:\b[a-z]+ ){5,}", re.sub(r"(?m)^ {7}[#{}].*$|^ {11}.*$", "", text))
            if language != "en" and english:
                found.append(f"{folder}{page}: English: {english}")
            if name == "errkbc":
                found += check_help(page, text, language)
    found += render(PAGES / "man5/errkb-kb.5")[1]
    for page in sorted(PAGES.rglob("*.[135]")):
        if shutil.which("man"):
            found += [problem for width in WIDTHS for problem in check_lines(page, width)]
    print("\n".join(found))
    sys.exit(1 if found else 0)


main()
