#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Make a catalog of any size, and pastes of it, to measure with.

    generate.py ENTRIES FOLDER

FOLDER gets `kb/` (our YAML: imported products, 1,000 documents a file),
`entries.tsv` (id, texts: what the peers index) and `queries.tsv` (kind,
expected id, query, with \\n, \\t and \\\\ escaped). The same number gives the
same bytes on every machine: each file is made from its own seed, and only
random() and integers are drawn from the generator.

Words follow Zipf's law: the head are the words of vocabulary.txt, the tail is
composed of its parts. A product prefers its own fiftieth of the tail, and the
vocabulary grows with the root of the number of entries, as that of real text
does.
"""
import bisect
import multiprocessing
import os
import random
import re
import sys

from pastes import write_queries

HERE = os.path.dirname(os.path.abspath(__file__))
ENTRIES_A_FILE = 1000
PRODUCTS = 40
SLOT = re.compile(r"\$([NMOVDAI])")


def sections():
    out, name = {}, None
    with open(os.path.join(HERE, "vocabulary.txt"), encoding="utf-8") as lines:
        for line in (line.rstrip("\n") for line in lines):
            if line.startswith("["):
                name = line[1:-1]
                out[name] = []
            elif line and not line.startswith("#"):
                out[name].append(line.split("|"))
    return out


class Zipf:
    """Ranks with a chance of 1/(rank + 3), by integers only."""

    def __init__(self, count):
        self.sums, total = [], 0
        for rank in range(count):
            total += (1 << 40) // (rank + 3)
            self.sums.append(total)

    def draw(self, rng):
        return bisect.bisect_right(self.sums, int(rng.random() * self.sums[-1]))


class Language:
    """The vocabulary at one size, the same in every process."""

    def __init__(self, entries):
        self.parts = sections()
        rng = random.Random(20261122)
        scale = max(1, int((entries / 100000) ** 0.5 * 100))
        self.nouns = [tuple(pair) for pair in self.parts["nouns"]]
        self.verbs = [tuple(words) for words in self.parts["verbs"]]
        self.adjectives = [tuple(pair) for pair in self.parts["adjectives"]]
        self.compose(rng, max(2000, 400 * scale))
        self.noun_ranks = Zipf(len(self.nouns))
        self.verb_ranks = Zipf(len(self.verbs))
        self.adjective_ranks = Zipf(len(self.adjectives))
        self.templates = {
            name: [[self.pieces(side) for side in line] for line in self.parts[name]]
            for name in ("messages", "reasons", "tails", "causes", "actions")
        }

    def compose(self, rng, count):
        prefixes, stems, suffixes = (
            [line[0] for line in self.parts[name]] for name in ("prefixes", "stems", "suffixes")
        )
        characters = self.parts["characters"][0][0]
        pick = lambda items: items[int(rng.random() * len(items))]
        seen = {english for english, _ in self.nouns}
        while len(self.nouns) < count:
            english = pick(stems) + pick(suffixes)
            if rng.random() < 0.5:
                english = pick(prefixes) + english
            if english in seen:
                continue
            seen.add(english)
            length = 2 if rng.random() < 0.7 else 3
            self.nouns.append((english, "".join(pick(characters) for _ in range(length))))

    @staticmethod
    def pieces(side):
        """Alternately literal text and the letter of a slot."""
        return SLOT.split(side)


class Writer:
    """Entries of one file."""

    def __init__(self, language, product, seed):
        self.language, self.product = language, product
        self.rng = random.Random(seed)

    def noun(self):
        words = self.language.nouns
        rank = self.language.noun_ranks.draw(self.rng)
        if rank >= 200 and self.rng.random() < 0.6:
            share = (len(words) - 200) // PRODUCTS
            rank = 200 + self.product * share + (rank - 200) % share
        return words[rank]

    def identifier(self):
        first, second = (self.noun()[0].replace(" ", "_") for _ in range(2))
        form = self.rng.random()
        if form < 0.4:
            name = f"{first}_{second}"
        elif form < 0.8:
            name = first.title().replace("_", "") + second.title().replace("_", "")
        else:
            name = f"{first}-{second}".replace("_", "-")
        return name, name

    def words(self):
        """What the slots of one entry stand for, in both languages."""
        language = self.language
        verb = language.verbs[language.verb_ranks.draw(self.rng)]
        return {
            "N": self.noun(), "M": self.noun(), "O": self.noun(), "V": (verb[0], verb[2]), "D": (verb[1], verb[2]),
            "A": language.adjectives[language.adjective_ranks.draw(self.rng)], "I": self.identifier(),
        }

    def sentence(self, name, words):
        lines = self.language.templates[name]
        line = lines[int(self.rng.random() * len(lines))]
        out = []
        for side in (0, 1):
            pieces = line[side]
            text = "".join(words[piece][side] if i % 2 else piece for i, piece in enumerate(pieces))
            out.append(text[:1].upper() + text[1:] if name != "reasons" else text)
        return out

    def message(self, words):
        english, chinese = self.sentence("messages", words)
        if self.rng.random() < 0.5:
            reason = self.sentence("reasons", self.words())
            english, chinese = english + reason[0], chinese + reason[1]
        if self.rng.random() < 0.45:
            tail = self.sentence("tails", self.words())
            english, chinese = english + ". " + tail[0], chinese + "。" + tail[1]
        return english, chinese

    def codes(self, number):
        """(display, [(value, form)]): prefixed, numbers and symbols, as products print them."""
        kind = self.rng.random()
        if kind < 0.5:
            code = f"{prefix_of(self.product)}-{number:05d}"
            return code, [(code, "prefixed")]
        if kind < 0.8:
            code = str(10007 + number * 7)
            return code, [(code, "decimal")]
        symbol = "_".join(["ER"] + [self.noun()[0].replace(" ", "_") for _ in range(3)]).upper()
        return symbol, [(symbol, "symbol")]

    def entry(self, number):
        words = self.words()
        english, chinese = self.message(words)
        display, codes = self.codes(number)
        title = self.sentence("causes", words)
        cause = self.sentence("causes", self.words())
        action = self.sentence("actions", dict(self.words(), N=words["N"]))
        return f"bench{self.product:02d}/{number}", display, codes, title, (english, chinese), cause, action


def prefix_of(product):
    return "Q" + chr(65 + product // 26) + chr(65 + product % 26)


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def yaml_of(entry):
    number, display, codes, title, message, cause, action = entry
    both = lambda pair, indent: f"{indent}en: {quoted(pair[0])}\n{indent}zh-CN: {quoted(pair[1])}\n"
    return (
        f"---\nid: {number}\nkind: error\nseverity: error\ndisplay: {quoted(display)}\ncodes:\n"
        + "".join(f"  - value: {quoted(value)}\n    forms: [{form}]\n" for value, form in codes)
        + "title:\n" + both(title, "  ")
        + f"messages:\n  - en: {quoted(message[0])}\n    zh-CN: {quoted(message[1])}\n"
        + "causes:\n  - title:\n" + both(cause, "      ") + "    actions:\n      - step:\n" + both(action, "          ")
    )


PRODUCT = """product: bench{0:02d}
name:
  en: Product {1}
  zh-CN: 产品 {1}
description:
  en: Generated entries to measure with.
  zh-CN: 为测量而生成的条目。
origin: imported
space: bench{0:02d}
forms: [decimal, prefixed]
words: [{1}]
"""


def write_file(job):
    folder, language, part, first, count = job
    product = part % PRODUCTS
    writer = Writer(language, product, part * 7919 + 17)
    rows = []
    path = os.path.join(folder, "kb", f"bench{product:02d}", f"{part:05d}.yaml")
    with open(path, "w", encoding="utf-8") as out:
        for number in range(first, first + count):
            entry = writer.entry(number)
            out.write(yaml_of(entry))
            rows.append((entry[0], entry[1], *entry[3], *entry[4]))
    return rows


def start(entries):
    global shared
    shared = Language(entries)


def work(job):
    folder, part, first, count = job
    return write_file((folder, shared, part, first, count))


def main():
    entries, folder = int(sys.argv[1]), sys.argv[2]
    for product in range(PRODUCTS):
        os.makedirs(os.path.join(folder, "kb", f"bench{product:02d}"), exist_ok=True)
        path = os.path.join(folder, "kb", f"bench{product:02d}", "product.yaml")
        with open(path, "w", encoding="utf-8") as out:
            out.write(PRODUCT.format(product, prefix_of(product)))
    jobs = [
        (folder, part, first, min(ENTRIES_A_FILE, entries - first))
        for part, first in enumerate(range(0, entries, ENTRIES_A_FILE))
    ]
    rows = []
    with multiprocessing.Pool(initializer=start, initargs=(entries,)) as pool, open(
        os.path.join(folder, "entries.tsv"), "w", encoding="utf-8"
    ) as out:
        for part in pool.imap(work, jobs):
            for row in part:
                out.write("\t".join(row) + "\n")
            # Enough to draw queries from, over all products.
            rows += part[:: max(1, entries // 20000)]
    write_queries(rows, os.path.join(folder, "queries.tsv"))


if __name__ == "__main__":
    main()
