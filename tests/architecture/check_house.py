#!/usr/bin/env python3
"""The house rules that no compiler enforces. Prints one line per breach; exit 1 if there is any.

  check_house.py ROOT            directions of includes, fences around libraries, words that are not used here
  check_house.py ROOT --headers BUILD   every header compiles alone, with the flags of BUILD/compile_commands.json:
                                        those that the build has not compiled alone already
"""

import concurrent.futures
import json
import pathlib
import re
import shlex
import subprocess
import sys

# Data flows right, includes point left.
ROOMS = ["extract", "normalize", "model", "emit", "batch", "cli"]

# Foreign library -> (pattern of its headers, files that may include them). A folder stands for all its files.
FENCES = {
    "Poppler": (r"^(PDFDoc|GlobalParams|OutputDev|GfxState|GfxFont|Gfx|Page|Splash\w*|poppler.*|goo/.*|fofi/.*|splash/.*"
                r"|Object|Stream|Catalog|Annot|Error|CharCodeToUnicode|FontInfo|Link|Dict|Array|XRef)\.h$", ["extract/"]),
    "libxlsxwriter": (r"^xlsxwriter", ["emit/xlsx_library.h"]),
    "toml++": (r"^toml\+\+/", ["model/toml_loader.cc"]),
    "SQLite": (r"^(SQLiteCpp/|sqlite3)", ["batch/"]),
    "nlohmann/json": (r"^nlohmann/", ["emit/", "cli/run_view.cc", "batch/"]),
    "CLI11": (r"^CLI/", ["cli/"]),
    "libseccomp": (r"^seccomp\.h$", ["batch/"]),
    "OpenCC": (r"^opencc/", ["normalize/", "model/"]),
    "ICU": (r"^unicode/", ["extract/", "normalize/"]),
    "libpng": (r"^png\.h$", ["extract/"]),
    "zlib": (r"^zlib\.h$", ["extract/"]),
    "pugixml": (r"^pugixml", ["emit/"]),
    "libzip": (r"^zip\.h$", ["emit/"]),
}
# Own headers that hand a foreign library on, and the files that may include them.
DOORS = {"emit/xlsx_library.h": ["emit/xlsx_writer.cc", "emit/xlsx_sheet.cc", "emit/xlsx_chart.cc"]}
# How many files may know a library at all; a door that grows is noticed here.
MOST_FILES = {"Poppler": 7, "toml++": 1, "SQLite": 2, "libseccomp": 1, "pugixml": 2, "libzip": 2}

BANNED = [
    (re.compile(r"#include <format>"), "use {fmt}: Debian 12's compilers have no <format>"),
    (re.compile(r"std::expected"), "use tl::expected"),
    (re.compile(r"std::views::|std::ranges::views"), "no views:: pipelines: clang 14 cannot compile them"),
    (re.compile(r"using namespace std;"), "no using namespace std"),
]
PRINTING = re.compile(r"\b(std::cout|std::cerr|std::printf|printf|puts|fmt::print)\b\s*[(<]")
BINARY_FLOAT = re.compile(r"\b(double|float)\b")

# Likeness of a form to a dialect is no figure of the form; an exact number is handed to pictures and workbooks as double.
FLOAT_ALLOWED = {"model/dialect_choice.cc", "normalize/rational.h", "normalize/rational.cc"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def sources(root, *folders):
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".h", ".cc"):
                yield path.relative_to(root).as_posix()


def without_comments(line):
    return re.sub(r'//.*$', '', line)


def check_direction(name, number, quote, included):
    room = name.split("/")[0]
    target = included.split("/")[0]
    if quote == '"' and target in ROOMS and ROOMS.index(target) > ROOMS.index(room):
        yield f"{name}:{number}: {room}/ includes {included}: includes point left ({' <- '.join(ROOMS)})"
    if quote == '"' and target in ("tests", "samples", "scripts"):
        yield f"{name}:{number}: the program includes {included}"


def check_fence(name, number, included, users):
    for library, (pattern, allowed) in FENCES.items():
        if not re.match(pattern, included):
            continue
        users.setdefault(library, set()).add(name)
        if not any(name == place or (place.endswith("/") and name.startswith(place)) for place in allowed):
            yield f"{name}:{number}: {library} belongs to {', '.join(allowed)} alone ({included})"


def check_door(name, number, included):
    if name not in DOORS.get(included, [name]):
        yield f"{name}:{number}: {included} is for {', '.join(DOORS[included])} alone"


def check_lines(root, name, users):
    for number, line in enumerate((root / name).read_text(encoding="utf-8").splitlines(), 1):
        if match := INCLUDE.match(line):
            yield from check_direction(name, number, *match.groups())
            yield from check_door(name, number, match.group(2))
            if match.group(1) == "<" or "/" not in match.group(2):
                yield from check_fence(name, number, match.group(2), users)
        code = without_comments(line)
        for pattern, advice in BANNED:
            if pattern.search(code):
                yield f"{name}:{number}: {advice}"
        if not name.startswith("cli/") and PRINTING.search(code):
            yield f"{name}:{number}: the library never prints"
        if name.startswith(("normalize/", "model/")) and BINARY_FLOAT.search(code) and name not in FLOAT_ALLOWED:
            yield f"{name}:{number}: no binary floating point decides anything here"


def check_house(root):
    users = {}
    for name in sources(root, *ROOMS):
        yield from check_lines(root, name, users)
        if name.endswith(".h") and "#pragma once" not in (root / name).read_text(encoding="utf-8"):
            yield f"{name}:1: a header says #pragma once"
    for library, most in MOST_FILES.items():
        if len(users.get(library, ())) > most:
            yield f"{library} is known to {len(users[library])} files, at most {most}: {', '.join(sorted(users[library]))}"
    for room in ROOMS:
        if (root / room / "CMakeLists.txt").exists() and not (root / room / "README.md").exists():
            yield f"{room}/README.md is missing: what goes in, what comes out, its words"
    main_file = root / "cli/main.cc"
    if main_file.exists() and len(main_file.read_text(encoding="utf-8").splitlines()) >= 40:
        yield "cli/main.cc: main stays under 40 lines"


def flags_by_room(build):
    flags = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        words = [word for word in shlex.split(entry["command"]) if word.startswith(("-I", "-isystem", "-D", "-std"))
                 or word.startswith("/usr/include")]
        room = pathlib.PurePath(entry["file"]).parent.name
        flags.setdefault(room, words)
    return flags


def compile_header(root, name, flags):
    command = ["c++", "-fsyntax-only", "-x", "c++", "-std=c++20", *flags, "-include", str(root / name), "/dev/null"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode == 0:
        return []
    return [f"{name}: does not compile alone:\n{result.stderr.strip()[:2000]}"]


# The build itself compiles `grid.h` alone when `grid.cc` includes it first, before anything that could lend it a name.
# Not so where a precompiled header goes before both.
ROOMS_WITH_PRECOMPILED_HEADER = {"cli"}


def compiled_by_build(root, name):
    file = (root / name).with_suffix(".cc")
    if name.split("/")[0] in ROOMS_WITH_PRECOMPILED_HEADER or not file.exists():
        return False
    includes = (INCLUDE.match(line) for line in file.read_text(encoding="utf-8").splitlines())
    first = next((match for match in includes if match), None)
    return first is not None and first.groups() == ('"', name)


def check_headers(root, build):
    flags = flags_by_room(build)
    names = [name for name in sources(root, *ROOMS) if name.endswith(".h") and not compiled_by_build(root, name)]
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [pool.submit(compile_header, root, name, flags.get(name.split("/")[0], [])) for name in names]
        for job in jobs:
            yield from job.result()
    if not names:
        yield "no header found: is the root right?"


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    if len(sys.argv) > 3 and sys.argv[2] == "--headers":
        breaches = list(check_headers(root, pathlib.Path(sys.argv[3])))
    else:
        breaches = list(check_house(root))
    for breach in breaches:
        print(breach)
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
