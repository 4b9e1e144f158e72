#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Completes command lines in the real shells, as many as are installed.

    check_completion.py ERRKB SCRIPTS INDEX     SCRIPTS: folder of the generated completions
"""
import os
import pathlib
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile

ERRKB, SCRIPTS, INDEX = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
HERE = pathlib.Path(__file__).resolve().parent
ENVIRONMENT = {
    **{k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "ERRKB_"))},
    "PATH": f"{ERRKB.parent}:{os.environ['PATH']}",
    "ERRKB_INDEX": str(INDEX),
    "LC_ALL": "C.UTF-8",
    "TERM": "xterm",
}

# The words of a line, the last one being completed; what must and must not be offered.
CASES = [
    (["errkb", "s"], ["show", "search"], ["list", "mars/34513"]),
    (["errkb", "--for"], ["--format"], ["--products"]),
    (["errkb", "--format", "j"], ["json"], ["text"]),
    (["errkb", "show", "mars/345"], ["mars/34506", "mars/34513"], ["mars/403", "mars/procedures"]),
    (["errkb", "--lang", "en", "show", "mars/40"], ["mars/403", "mars/407"], ["mars/34513"]),
    (["errkb", "list", "--pro"], ["--product", "--products"], ["--jsonl"]),
    (["errkb", "lookup", "--j"], ["--jsonl"], ["--products"]),
    (["errkb", "list", "--product", "m"], ["mars"], []),
    (["errkb", "help", "l"], ["lookup", "list"], ["show"]),
    (["errkb", "--lang", "zh"], ["zh-CN"], ["en"]),
    (["errkb", "--lang", "en,"], ["zh-CN"], []),
    (["errkb", "info", "--ch"], ["--check"], []),
]

# What is said beside a word that is offered.
DESCRIBED = ["errkb", "show", "mars/"], "unable to connect to Microsoft Azure Backup"


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False, **options)
    return done.stdout + done.stderr


def bash(words):
    return run(["bash", "--norc", HERE / "drive.bash", SCRIPTS / "bash" / "errkb", *words])


def fish(words):
    line = " ".join(words)
    return run(["fish", "--no-config", "-c", f"source {SCRIPTS}/fish/errkb.fish; complete -C '{line}'"])


def read_until(terminal, mark):
    """What arrives up to a mark; as long as it takes, up to a minute of silence."""
    text = b""
    while mark not in text and select.select([terminal], [], [], 60)[0]:
        try:
            text += os.read(terminal, 65536)
        except OSError:
            break
    return text.decode(errors="replace")


class Zsh:
    """zsh completes only in its line editor: type lines into one and read the screen."""

    def __init__(self):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execvpe("zsh", ["zsh", "-f", "-i"], {**ENVIRONMENT, "COLUMNS": "200", "LINES": "60"})
        # Completes twice: the first time may only insert what all have in common. Then it says
        # so, since how long zsh takes cannot be known.
        setup = (
            f"PS1='>' ; fpath=({SCRIPTS}/zsh $fpath); autoload -Uz compinit; compinit -u -D; "
            "setopt no_list_beep no_list_ambiguous; LISTMAX=0; stty columns 200; "
            "offer() { zle expand-or-complete; zle expand-or-complete; zle -R; print -n '\\a'done }; "
            "clear-line() { zle kill-whole-line; zle -R; print -n '\\a'done }; "
            "zle -N offer; zle -N clear-line; bindkey '^I' offer '^X' clear-line; print -n '\\a'done\n"
        )
        os.write(self.terminal, setup.encode())
        read_until(self.terminal, b"\adone")

    def __call__(self, words):
        os.write(self.terminal, " ".join(words).encode() + b"\t")
        text = read_until(self.terminal, b"\adone")
        os.write(self.terminal, b"\x18")
        read_until(self.terminal, b"\adone")
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", " ", text)

    def close(self):
        os.close(self.terminal)
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)


def offered(word, text):
    return re.search(rf"(?<![\w/-]){re.escape(word)}(?![\w/-])", text) is not None


def hostile_ids():
    """An index may name an entry as it likes: bash must neither run it nor offer it unquoted."""
    with tempfile.TemporaryDirectory() as folder:
        fake, mark = pathlib.Path(folder, "errkb"), pathlib.Path(folder, "ran")
        fake.write_text(f"#!/bin/sh\nprintf '%s\\n' 'mars/$(touch${{IFS}}{mark})  title'\n", encoding="utf-8")
        fake.chmod(0o755)
        reply = run(["env", f"PATH={folder}:{os.environ['PATH']}", "bash", "--norc", HERE / "drive.bash",
                     SCRIPTS / "bash" / "errkb", "errkb", "show", "mars/"])
        if mark.exists() or "\\$" not in reply:
            yield f"bash: an id was taken for a command: {reply!r}"


def main():
    found, tried = list(hostile_ids()), 0
    for name, shell in (("bash", bash), ("zsh", Zsh), ("fish", fish)):
        if shutil.which(name) is None:
            print(f"{name} is not installed: not tried")
            continue
        complete = shell() if name == "zsh" else shell
        script = {"bash": "bash/errkb", "zsh": "zsh/_errkb", "fish": "fish/errkb.fish"}[name]
        syntax = run([name, "-n", SCRIPTS / script])
        if syntax:
            found.append(f"{name} -n: {syntax}")
        for words, wanted, unwanted in CASES:
            tried += 1
            text = re.sub(r"\t.*", "", complete(words))  # fish's descriptions
            found += [f"{name}: {words}: no {word} in {text!r}" for word in wanted if not offered(word, text)]
            found += [f"{name}: {words}: {word} in {text!r}" for word in unwanted if offered(word, text)]
        if name != "bash" and DESCRIBED[1] not in complete(DESCRIBED[0]):
            found.append(f"{name}: {DESCRIBED[0]}: not described as {DESCRIBED[1]!r}")
        if name == "zsh":
            complete.close()
    print("\n".join(found))
    print(f"{tried} lines completed")
    sys.exit(1 if found else 0)


main()
