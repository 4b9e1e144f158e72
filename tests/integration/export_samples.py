# SPDX-License-Identifier: MIT
"""A text for each pattern that errkb exports, read back from the export.

The escapes of each format are undone here by its own rules, not by those of
the program that wrote them.
"""
import re

VALUE = "qzx"  # in no entry, and none of the texts that end a slot


def patterndb(pattern):
    """A text that a pattern of syslog-ng's database (XML undone) describes."""
    text, at = "", 0
    while at < len(pattern):
        if pattern.startswith("@@", at):
            text, at = text + "@", at + 2
        elif pattern[at] == "@":
            end = pattern.index("@", at + 1)
            parser = (pattern[at + 1:end] + "::").split(":", 2)
            parameter = parser[2][:-2]
            text += {
                "ESTRING": VALUE + parameter,
                "ANYSTRING": VALUE,
                "SET": "\n",
                "PCRE": VALUE if parameter.startswith("[^") else parameter[:1] + ") x",
            }[parser[0]]
            at = end + 1
        else:
            text, at = text + pattern[at], at + 1
    return text


def _unescaped(text):
    return re.sub(r"\\(\\|x([0-9a-f]{2}))", lambda m: chr(int(m[2], 16)) if m[2] else "\\", text)


def lognorm(body):
    """A text that a rule of liblognorm describes."""
    text, at = "", 0
    while at < len(body):
        if body.startswith("%%", at):
            text, at = text + "%", at + 2
        elif body[at] == "%":
            end = body.index("%", at + 1)
            field = body[at + 1:end]
            text += " " if field == "-:whitespace" else ") x" if field.startswith("-:@") else VALUE
            at = end + 1
        else:
            end = body.find("%", at)
            end = len(body) if end < 0 else end
            text, at = text + _unescaped(body[at:end]), end
    return text
