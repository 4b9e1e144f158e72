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

PAGES = pathlib.Path(sys.argv[1])
PROGRAMS = {"errkb": sys.argv[2], "errkbc": sys.argv[3]}
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "100", "COLUMNS": "100"}


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    return done.stdout, done.stderr, done.returncode


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
    found += render(PAGES / "man5/errkb-kb.5")[1]
    print("\n".join(found))
    sys.exit(1 if found else 0)


main()
