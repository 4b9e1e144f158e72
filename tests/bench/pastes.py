# SPDX-License-Identifier: MIT
"""Pastes of generated entries: what people copy out of logs and windows.

A row is (id, display, title en, title zh, message en, message zh). The kinds
of query are `code`, `paste`, `word` (two Chinese characters) and `phrase`
(a piece of a Chinese message).
"""
import random
import re
import textwrap

COUNTS = {"code": 1000, "paste": 2000, "word": 500, "phrase": 500}
PLACEHOLDER = re.compile(r"\{(\w+)\}")
HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
HOSTS = ["db-07", "node3.example.com", "srv-prod-12", "10.20.3.41", "win-5kq8", "edge01"]
NAMES = ["orders_2024", "TBL_USERS", "nightly", "app.main", "vol0", "Sales Q3", "客户表", "租户_12", "tmp$41"]
PATHS = ["/var/lib/app/data.bin", "C:\\Program Files\\App\\conf.d\\main.ini", "/etc/app/app.conf", "D:\\备份\\0412.bak"]
VALUES = ["utf8mb4", "0x7F3A", "-1", "READ_ONLY", "null", "v2.14.0", "中文值"]
PREFIXES = [
    "2024-05-{d:02d} {h:02d}:{m:02d}:{s:02d},{ms:03d} ERROR [worker-{n}] com.example.Main - ",
    "May {d:2d} {h:02d}:{m:02d}:{s:02d} {host} app[{pid}]: ",
    "[{h:02d}:{m:02d}:{s:02d}] [ERROR] ", "{host} | E | ", "ERROR: ", "[pid {pid}] fatal: ", "错误：", "警告 {h:02d}:{m:02d} ",
]
CHATTER = [
    ("大家好，请问这个报错怎么解决？", "谢谢！"), ("Hi, we get this since this morning:", "Any idea?"),
    ("客户反馈界面提示", "，重启也没用"), ("after the upgrade I see", "please help"), ("在线等，急！", ""), ("FYI ", ""),
]


class Noise:
    def __init__(self, seed):
        self.rng = random.Random(seed)

    def below(self, limit):
        return int(self.rng.random() * limit)

    def pick(self, items):
        return items[self.below(len(items))]

    def chance(self, share):
        return self.rng.random() < share

    def filled(self, message):
        def value(match):
            name = match.group(1)
            if name in ("number", "count", "port"):
                return str(self.below(65000))
            return self.pick({"host": HOSTS, "path": PATHS, "value": VALUES}.get(name, NAMES))

        return PLACEHOLDER.sub(value, message)

    def typos(self, text):
        """About one letter in thirty changed, dropped, doubled or swapped."""
        out, letters = [], list(text)
        while letters:
            letter = letters.pop(0)
            if not letter.isalpha() or not self.chance(1 / 30):
                out.append(letter)
                continue
            kind = self.below(4)
            if kind == 0:
                out.append(self.pick(LETTERS) if letter.isascii() else letter)
            elif kind == 1:
                out.append(letter * 2)
            elif kind == 2 and letters:
                out += [letters.pop(0), letter]
        return "".join(out)

    def cut(self, text):
        """Loses up to a third, at one end."""
        keep = len(text) - self.below(len(text) // 3 + 1)
        return text[:keep] if self.chance(0.6) else text[-keep:]

    def wrapped(self, text):
        """By a terminal, anywhere, or by a mail program, at spaces and indented."""
        width = 30 + self.below(30)
        if self.chance(0.5):
            return "\n".join(text[at : at + width] for at in range(0, len(text), width))
        return "\n    ".join(textwrap.wrap(text, width, break_long_words=True))

    def logged(self, text):
        values = {"d": 1 + self.below(28), "h": self.below(24), "m": self.below(60), "s": self.below(60),
                  "ms": self.below(1000), "n": self.below(16), "pid": 300 + self.below(30000), "host": self.pick(HOSTS)}
        return self.pick(PREFIXES).format(**values) + text

    def paste(self, row):
        text = self.filled(row[5] if self.chance(0.5) else row[4])
        if self.chance(0.25):
            text = self.cut(text)
        if self.chance(0.2):
            text = self.typos(text)
        if self.chance(0.6):
            text = self.logged(text)
        if self.chance(0.15):
            text = self.wrapped(text)
        if self.chance(0.2):
            before, after = self.pick(CHATTER)
            text = before + text + after
        return text

    def word(self, row):
        run = self.pick(HAN.findall(row[5]))
        at = self.below(len(run) - 1)
        return run[at : at + 2]

    def phrase(self, row):
        run = max(HAN.findall(row[5]), key=len)
        length = min(len(run), 4 + self.below(7))
        at = self.below(len(run) - length + 1)
        return run[at : at + length]

    def code(self, row):
        return row[1]


def escaped(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def write_queries(rows, path):
    noise = Noise(4711)
    with open(path, "w", encoding="utf-8") as out:
        for kind, count in COUNTS.items():
            for _ in range(count):
                row = noise.pick(rows)
                out.write(f"{kind}\t{row[0]}\t{escaped(getattr(noise, kind)(row))}\n")
