#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The author's loop: one file changes beside 38,845 imported entries.

    loop.py BUILD-FOLDER [--rounds N]

Each change is compiled with a state beside the index, and in the same round
the rows of the index are inserted by bench_rows: the floor. Best of all rounds
counts. Every index is compared with one compiled without a state.
"""
import argparse
import os
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
CATALOG = os.path.join(SOURCE, "..", "shared", "eval")
ENTRIES = 38845
BAR = 1.3

ENTRY = """---
id: {product}/loop-{n}
kind: error
severity: error
codes: [{{value: "LOOP_{n}", forms: [symbol]}}]
title: {{en: The loop of round {n} has no end}}
messages: [{{en: "loop {{name}} of round {n} has no end"}}]
"""


class Loop:
    def __init__(self, build):
        self.build, self.folder = build, os.path.join(build, "bench", "loop")
        self.index, self.other = self.path("index.ekb"), self.path("other.ekb")
        self.authored, self.number = self.path("kb/mars/34513.yaml"), 0

    def path(self, name):
        return os.path.join(self.folder, name)

    def make(self):
        """The sources: the catalog beside the checkout, or a generated one of its size."""
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        imported = subprocess.run([os.path.join(SOURCE, "tests", "eval", "catalog"), CATALOG, self.compiler(), self.path("packs")],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        if imported.returncode != 0:
            shutil.rmtree(self.path("packs"), ignore_errors=True)
            subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), str(ENTRIES), self.path("packs")], check=True)
        shutil.copytree(os.path.join(SOURCE, "kb"), self.path("kb"))
        packs = [os.path.join(at, name) for at, _, names in os.walk(self.path("packs")) for name in names
                 if name.startswith("entries") and name.endswith(".yaml")]
        self.pack = max(packs, key=os.path.getsize)
        shutil.copyfile(self.pack, self.path("pack.yaml"))

    def compiler(self):
        return os.path.join(self.build, "bin", "errkbc")

    def compile(self, output, *flags):
        command = [self.compiler(), "-q", *flags, "-o", output, self.path("packs"), self.path("kb")]
        start = time.monotonic()
        code = subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode
        return time.monotonic() - start, code

    def floor(self):
        text = subprocess.run([os.path.join(self.build, "tests", "bench", "bench_rows"), self.index, self.path("rows.ekb")],
                              check=True, stdout=subprocess.PIPE, text=True).stdout
        return float(text.split()[2])

    # What an author does; each leaves the sources right, but for the second.
    def change(self):
        self.rewrite(self.authored, 'en: "If the', f'en: "In round {self.number}, if the')

    def spoil(self):
        self.rewrite(self.authored, "\nseverity: error", "\nseverity: eror")

    def change_pack(self):
        self.rewrite(self.pack, "title:", f"# {self.number}\ntitle:")

    def add(self):
        with open(self.path(f"packs/loop-{self.number}.yaml"), "w", encoding="utf-8") as file:
            file.write(ENTRY.format(n=self.number, product=self.product()))

    def product(self):
        with open(self.pack, encoding="utf-8") as file:
            return next(line for line in file if line.startswith("id:")).split()[1].split("/")[0].strip('"')

    def rewrite(self, path, old, new):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(old, new, 1))

    def reset(self):
        """One edit at a time: what the one before changed is as it was."""
        shutil.copyfile(os.path.join(SOURCE, "kb", "mars", "34513.yaml"), self.authored)
        shutil.copyfile(self.path("pack.yaml"), self.pack)
        for name in os.listdir(self.path("packs")):
            if name.startswith("loop-"):
                os.remove(os.path.join(self.path("packs"), name))

    def round(self, edit, refused):
        """Seconds of the compilation and of the floor."""
        self.number += 1
        self.reset()
        # As an author works: the compilation before was one like this, not the
        # whole one that the last index was compared with.
        self.compile(self.index)
        edit()
        seconds, code = self.compile(self.index)
        if code != (1 if refused else 0):
            sys.exit(f"loop: {edit.__name__}: errkbc gave {code}")
        return seconds, self.floor()

    def is_same(self):
        self.compile(self.other, "--no-state")
        with open(self.index, "rb") as ours, open(self.other, "rb") as whole:
            return ours.read() == whole.read()


def measure(build, rounds, add):
    """Call add(name, value, unit, bar, remark) for each figure."""
    loop = Loop(build)
    loop.make()
    time.sleep(2.5)  # until the sources are known by their times
    first, _ = loop.compile(loop.index)
    edits = [("an authored entry changed", loop.change, 0), ("an authored entry refused", loop.spoil, 1),
             ("a pack of 1,000 entries changed", loop.change_pack, 0), ("an entry added", loop.add, 0)]
    best = {name: [float("inf"), float("inf")] for name, _, _ in edits}
    for _ in range(rounds):
        for name, edit, refused in edits:
            best[name] = [min(a, b) for a, b in zip(best[name], loop.round(edit, refused))]
            if not refused and not loop.is_same():
                sys.exit(f"loop: {name}: other bytes than without a state")
    floor = min(pair[1] for pair in best.values())
    add("author's loop: all read, state written", first, "s", None, "once")
    add("  floor: inserting the same rows", floor, "s", None, "")
    for name, _, _ in edits:
        add(f"  {name}", best[name][0], "s", BAR * floor, f"{best[name][0] / floor:.2f} of the floor")


def main():
    parser = argparse.ArgumentParser(description="Measure the author's loop.")
    parser.add_argument("build")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()

    def show(name, value, unit, bar, remark):
        print(f"{name:<44} {value:8.3f} {unit} {'' if bar is None else '<= %.3f' % bar:>9}  {remark}")

    measure(options.build, options.rounds, show)


if __name__ == "__main__":
    main()
