#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Scan made logs beside other readers of lines; print one table.

    scan.py BUILD-FOLDER [--megabytes N] [--entries N[,N]] [--rounds N]

Each catalog is generated once (tests/bench/generate.py) under BUILD-FOLDER/bench,
each log once beside it. Programs run in turn, round after round; of each the
least processor time counts, user and system together: the machine may be busy
with other work, which is none of theirs. Two threads and whole commands, as a
person runs them, are told by wall time.
"""
import argparse
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def processor_time(command, **options):
    """Processor and wall seconds, and the output of a command."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, **options)
    output = process.stdout.read()
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime, time.monotonic() - start, output


class Catalog:
    """A generated catalog, its index, a log made of it."""

    def __init__(self, build, entries, megabytes):
        self.entries = entries
        self.folder = os.path.join(build, "bench", "scan", str(entries))
        self.program = os.path.join(build, "tests", "bench", "bench_scan")
        self.program_folder = os.path.join(build, "bin")
        self.compiler = os.path.join(self.program_folder, "errkbc")
        self.index = os.path.join(self.folder, "index.ekb")
        self.log = os.path.join(self.folder, f"{megabytes}.log")
        self.truth = self.log + ".truth"
        self.told = self.log + ".told"
        self.codes = os.path.join(self.folder, "codes.txt")
        self.megabytes = megabytes

    def prepare(self):
        os.makedirs(self.folder, exist_ok=True)
        sources = os.path.join(self.folder, "kb")
        if not os.path.exists(sources):
            say(f"generating {self.entries:,} entries")
            generate = os.path.join(HERE, "generate.py")
            subprocess.run([sys.executable, generate, str(self.entries), self.folder], check=True)
        say(f"compiling {self.entries:,} entries")
        subprocess.run([self.compiler, "--quiet", "-o", self.index, sources], check=True)
        if not os.path.exists(self.truth):
            say(f"making a log of {self.megabytes} MB")
            lines_to_an_error = str(max(8, self.megabytes * 2))
            subprocess.run(
                [self.program, "make", self.index, self.log, str(self.megabytes), lines_to_an_error, self.truth],
                check=True,
            )
        with open(os.path.join(self.folder, "entries.tsv"), encoding="utf-8") as rows:
            codes = sorted({row.split("\t")[1] for row in rows})
        with open(self.codes, "w", encoding="utf-8") as out:
            out.writelines(code + "\n" for code in codes)

    def scan(self, mode, threads=1, told=False):
        command = [self.program, "run", self.index, self.log, str(threads), mode]
        output = subprocess.run(
            command + ([self.told] if told else []), check=True, stdout=subprocess.PIPE, text=True
        ).stdout
        return [float(value) for value in output.split()]

    def judge(self):
        """Errors of the log, those that were found, lines told of that hold none."""
        truth = {}
        with open(self.truth, encoding="utf-8") as rows:
            for row in rows:
                line, entry = row.split()
                truth[line] = entry
        told = {}
        with open(self.told, encoding="utf-8") as rows:
            for row in rows:
                line, entry = row.split()
                told.setdefault(line, set()).add(entry)
        right = sum(entry in told.get(line, ()) for line, entry in truth.items())
        return len(truth), right, len(told.keys() - truth.keys())

    def true_lines(self):
        with open(self.truth, encoding="utf-8") as rows:
            return {int(row.split()[0]) for row in rows}


def measure(catalog, rounds):
    """The least processor seconds of each reader, in turn."""
    best = {}
    for number in range(rounds):
        readers = {
            "wc -l": lambda: processor_time(["wc", "-l", catalog.log])[0],
            "ids": lambda: catalog.scan("ids")[0],
            "all": lambda: catalog.scan("all", told=number == 0)[0],
        }
        for name, run in readers.items():
            best[name] = min(run(), best.get(name, 1e9))
    return best


def wall(catalog, rounds):
    """The least wall seconds with one thread and with two."""
    times = {1: 1e9, 2: 1e9}
    for _ in range(rounds):
        for threads in times:
            times[threads] = min(times[threads], catalog.scan("ids", threads)[1])
    return times


def as_run(catalog, rounds):
    """The least wall seconds of whole commands, and of the bare readers of the same input."""
    program = [os.path.join(catalog.program_folder, "errkb"), "--index", catalog.index, "scan", "--count"]
    packed = catalog.log + ".gz"
    if not os.path.exists(packed):
        say("packing the log")
        with open(packed, "wb") as out:
            subprocess.run(["gzip", "-1", "-c", catalog.log], stdout=out, check=True)
    commands = {
        "wc -l": (["wc", "-l", catalog.log], None),
        "file": (program + [catalog.log], None),
        "pipe": (program, catalog.log),
        "pipe, plain reader": (["dd", "bs=1M", "of=/dev/null"], catalog.log),
        "gzip": (program + [packed], None),
        "gzip, igzip -dc": (["igzip", "-dc", packed], None),
        "gzip, zcat": (["zcat", packed], None),
    }
    best = {}
    for _ in range(rounds):
        for name, (command, piped) in commands.items():
            cat = subprocess.Popen(["cat", piped], stdout=subprocess.PIPE) if piped else None
            start = time.monotonic()
            try:
                subprocess.run(command, stdin=cat.stdout if cat else subprocess.DEVNULL, check=False,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            except FileNotFoundError:
                continue
            finally:
                if cat:
                    cat.stdout.close()
                    cat.wait()
            best[name] = min(time.monotonic() - start, best.get(name, 1e9))
    return best


def rival(catalog, command):
    """Processor seconds, and how many lines it gives that hold no error."""
    try:
        seconds, _, output = processor_time(command + [catalog.codes, catalog.log], stderr=subprocess.DEVNULL,
                                            env={**os.environ, "LC_ALL": "C"})
    except FileNotFoundError:
        return None
    lines = {int(row.split(b":", 1)[0]) for row in output.splitlines()}
    return seconds, len(lines - catalog.true_lines())


def row(name, figure, bar):
    print(f"| {name} | {figure} | {bar} |")


def report(catalogs, rounds):
    print("| | measured | bar |\n|---|---|---|")
    ids = {}
    for catalog in catalogs:
        best = measure(catalog, rounds)
        ids[catalog.entries] = best["ids"]
        count, right, wrong = catalog.judge()
        start, memory = min(catalog.scan("all")[3] for _ in range(5)), catalog.scan("all")[4]
        bar = "≤ 3" if catalog.entries <= 100000 else "≤ 4"
        row(f"{catalog.entries:,}: ids / wc -l", f"{best['ids'] / best['wc -l']:.2f} ×", "≤ 1.3 ×")
        row(f"{catalog.entries:,}: ids, messages, lines / wc -l", f"{best['all'] / best['wc -l']:.2f} ×", f"{bar} ×")
        row(f"{catalog.entries:,}: wc -l, ids, all", ", ".join(
            f"{best[name] * 1000 / catalog.megabytes:.3f}" for name in ("wc -l", "ids", "all")) + " s a GB", "")
        row(f"{catalog.entries:,}: errors found, false lines", f"{right} of {count}, {wrong}", "all, 0")
        row(f"{catalog.entries:,}: start", f"{start:.1f} ms", "≤ 40 ms at 1,000,000")
        row(f"{catalog.entries:,}: memory", f"{memory / 1024:.0f} MB anonymous", "≤ 96 MB")
    if len(catalogs) > 1:
        first, last = catalogs[0].entries, catalogs[-1].entries
        row(f"ids, {first:,} → {last:,}", f"{(ids[last] / ids[first] - 1) * 100:+.0f} %", "≤ 10 %")
    whole = as_run(catalogs[0], rounds)
    row("errkb scan, wall / wc -l", f"{whole['file'] / whole['wc -l']:.2f} × ({whole['file']:.2f} s)", "")
    for name in ("pipe", "gzip"):
        for reader in (other for other in whole if other.startswith(name + ", ")):
            row(reader.replace(",", ":", 1) + " / errkb scan", f"{whole[reader] / whole[name]:.2f} × ({whole[name]:.2f} s)", "≥ 0.9 ×")
    times = wall(catalogs[0], rounds)
    row("two threads / one", f"{times[1] / times[2]:.2f} ×", "≥ 1.7 ×")
    for name, command in {"rg -F -f": ["rg", "-n", "-N0", "-F", "-f"], "grep -F -f": ["grep", "-n", "-F", "-f"]}.items():
        if name.startswith("rg"):
            command = ["rg", "-n", "--no-filename", "-F", "-f"]
        found = rival(catalogs[0], command)
        if found is None:
            row(f"{name}: not installed", "", "≥ 40 ×")
        else:
            seconds, wrong = found
            row(f"{name} / ids", f"{seconds / ids[catalogs[0].entries]:.0f} ×, {wrong:,} false lines", "≥ 40 ×")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--entries", default="100000,1000000")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    catalogs = [Catalog(options.build, int(n), options.megabytes) for n in options.entries.split(",")]
    for catalog in catalogs:
        catalog.prepare()
    report(catalogs, options.rounds)


if __name__ == "__main__":
    main()
