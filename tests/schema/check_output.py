#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds what errkb prints as JSON against the published schema.

    check_output.py ERRKB SCHEMA INDEX

The schema lets readers ignore keys that they do not know; here each key must be
described, so that nothing is printed that is not documented.
"""
import json
import os
import subprocess
import sys
import tempfile

import jsonschema

ERRKB, SCHEMA, INDEX = sys.argv[1:4]
COMMANDS = [
    ["34513"],
    ["--lang", "zh-CN,en", "错误 34506。"],
    ["99999"],
    ["0x8007ABCD"],
    ["错误 34506\n\nID:34513\n\nID:99999"],
    ["--explain", "Proxy Authentication Required"],
    [""],
    ["show", "mars/schedule"],
    ["show", "mars/procedures/verify-proxy"],
    ["search", "proxy"],
    ["list"],
    ["list", "--products"],
    ["info"],
    ["info", "--check"],
    ["--index", "/nonexistent", "34513"],
    ["--lang", "xx", "34513"],
]
SCANS = [
    ["--min-confidence", "0"],
    ["--range", "2/2"],
    ["--redact", "--lang", "zh-CN"],
    ["--filter"],
    ["--filter", "--redact"],
]
LOG = "INFO well\n2026-11-22 10:00:00 ERROR (ID: 34513) x\n错误 34506：\u0000\tERROR (ID: 99999)\nERROR (ID: 34513)\n"
REQUESTS = ['{"query": "34513", "id": 7}', '{"query": "x", "id": {"a": null}}', "{}", "not JSON", '{"query": 5}']


def close(schema):
    """Lets no object have keys beside those it describes."""
    if isinstance(schema, dict):
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
        for value in schema.values():
            close(value)
    elif isinstance(schema, list):
        for value in schema:
            close(value)


def run(arguments, lines=""):
    environment = {**os.environ, "ERRKB_INDEX": INDEX, "LC_ALL": "C"}
    return subprocess.run([ERRKB, *arguments], input=lines, capture_output=True, text=True, env=environment, check=False)


def main():
    with open(SCHEMA, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    close(schema)
    schemas, found = set(), []

    def check(name, text):
        try:
            value = json.loads(text)
        except ValueError as error:
            found.append(f"{name}: {error}: {text!r}")
            return
        schemas.add(value.get("schema"))
        # Against the one that it says it is: a clearer message than "none of six".
        part = {**schema, "oneOf": [{"$ref": f"#/$defs/{value['schema'][6:-2]}"}]}
        for error in jsonschema.Draft202012Validator(part).iter_errors(value):
            for cause in error.context or [error]:
                found.append(f"{name}: {cause.json_path}: {cause.message}")

    for arguments in COMMANDS:
        done = run(["--format", "json", *arguments])
        check(arguments, done.stdout or done.stderr)
    answers = run(["lookup", "--jsonl"], "".join(request + "\n" for request in REQUESTS)).stdout.splitlines()
    if len(answers) != len(REQUESTS):
        found.append(f"{len(answers)} answers to {len(REQUESTS)} requests")
    for line in answers:
        check("--jsonl", line)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as log:
        log.write(LOG)
        log.flush()
        for arguments in SCANS:
            operands = [] if "--filter" in arguments else [log.name]
            lines = run(["scan", "--format", "jsonl", *arguments, *operands], LOG).stdout.splitlines()
            for line in lines:
                check(f"scan {arguments}", line)
            if len(lines) < 2:
                found.append(f"scan {arguments}: {len(lines)} lines")
    expected = {f"errkb.{name}/1" for name in ("answer", "entry", "list", "products", "info", "error", "scan")}
    if schemas != expected:
        found.append(f"printed were {schemas}, not {expected}")
    print("\n".join(found))
    sys.exit(1 if found else 0)


main()
