#!/usr/bin/env python3
"""What convert and check write as JSON is valid under the schema that ships, and the schema refuses what is wrong.

  schema_check.py BINARY SCHEMA PATH...
"""

import copy
import json
import re
import subprocess
import sys

import jsonschema


def documents(binary, paths):
    result = subprocess.run([binary, "check", "--format", "json", *paths], capture_output=True, text=True, check=False)
    if result.returncode not in (0, 10):
        sys.exit(f"check ended with {result.returncode}: {result.stderr}")
    return json.loads(result.stdout)


def breaches(validator, document):
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in validator.iter_errors(document)]


# Each makes a valid document wrong; the schema must notice.
def wrong_documents(document):
    def changed(change):
        copied = copy.deepcopy(document)
        change(copied)
        return copied

    yield "a missing key", changed(lambda d: d.pop("coverage"))
    yield "a figure as a number", changed(lambda d: d["forms"][0]["funds"][0]["executed"].update(value=284.27))
    yield "a count as a string", changed(lambda d: d["source"].update(pages="1"))
    yield "an unknown severity", changed(lambda d: d["findings"].append({"severity": "fatal"}))
    yield "an unknown class", changed(lambda d: d["forms"][0]["checks"].update(perhaps=1))
    yield "a box of three", changed(lambda d: d["forms"][0]["project"]["at"].update(box=[1, 2, 3]))
    yield "a target without reading", changed(lambda d: d["forms"][0]["indicators"][0]["target"].pop("reading"))
    yield "a grouped figure", changed(lambda d: d["forms"][0]["funds"][0]["executed"].update(value="1,284.27"))


def check_arithmetic(document):
    """What the schema cannot say."""
    coverage = document["coverage"]
    if coverage["characters"] != coverage["in_cells"] + coverage["outside_tables"] + coverage["unplaced"]:
        yield "coverage does not add up"
    for form in document["forms"]:
        if len(form["unchecked"]) != form["checks"]["unchecked"]:
            yield f"form {form['index']}: unchecked are listed and counted differently"
        for finding in form["findings"]:
            if not re.fullmatch(r"[a-z_]+(\[\d+\])?(\.[a-z0-9_]+)?|", finding["field"]):
                yield f"form {form['index']}: {finding['field']!r} is no path"


def main():
    binary, schema_path, *paths = sys.argv[1:]
    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    failures = []
    checked = documents(binary, paths)
    for document in checked:
        name = document["source"]["path"]
        failures += [f"{name}: {breach}" for breach in [*breaches(validator, document), *check_arithmetic(document)]]
    if not checked or not checked[0]["forms"]:
        failures.append("nothing was checked")
    else:
        failures += [f"the schema accepts {what}" for what, wrong in wrong_documents(checked[0])
                     if not breaches(validator, wrong)]
    print("\n".join(failures[:40]) or f"{len(checked)} documents are valid, every wrong one is refused")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
