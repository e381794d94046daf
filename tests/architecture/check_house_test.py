#!/usr/bin/env python3
"""Plants each breach in a tree of its own and sees that check_house.py names it; a clean tree has none."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECKER = pathlib.Path(__file__).with_name("check_house.py")

# file, its text, what the checker must say (None: nothing)
CASES = [
    ("extract/a.cc", '#include "model/form.h"\n', "includes point left"),
    ("model/a.cc", '#include "extract/document.h"\n', None),
    ("model/a.cc", '#include "model/form.h"\n', None),
    ("emit/a.cc", '#include "cli/app.h"\n', "includes point left"),
    ("model/a.cc", "#include <PDFDoc.h>\n", "Poppler belongs to"),
    ("extract/a.cc", "#include <PDFDoc.h>\n", None),
    ("model/b.cc", "#include <toml++/toml.h>\n", "toml++ belongs to"),
    ("emit/a.cc", "#include <CLI/CLI.hpp>\n", "CLI11 belongs to"),
    ("emit/a.cc", '#include "emit/xlsx_library.h"\n', "is for emit/xlsx_writer.cc"),
    ("emit/xlsx_sheet.cc", '#include "emit/xlsx_library.h"\n', None),
    ("cli/a.cc", "#include <sqlite3.h>\n", "SQLite belongs to"),
    ("emit/a.cc", "void f() { std::cout << 1; }\n", "never prints"),
    ("cli/a.cc", "void f() { std::printf(\"\"); }\n", None),
    ("emit/a.cc", "// std::cout << 1 in a comment\n", None),
    ("model/a.cc", "double x = 0;\n", "no binary floating point"),
    ("emit/a.cc", "double x = 0;\n", None),
    ("batch/a.cc", "#include <format>\n", "use {fmt}"),
    ("batch/a.cc", "std::expected<int, int> x;\n", "use tl::expected"),
    ("batch/a.h", "int x;\n", "#pragma once"),
    ("batch/a.h", "#pragma once\nint x;\n", None),
    ("cli/main.cc", "int x;\n" * 40, "under 40 lines"),
    ("cli/main.cc", "int x;\n" * 39, None),
]


class CheckHouse(unittest.TestCase):
    def test_planted_breaches(self):
        for name, text, expected in CASES:
            with self.subTest(name=name, text=text[:40]), tempfile.TemporaryDirectory() as folder:
                path = pathlib.Path(folder) / name
                path.parent.mkdir(parents=True)
                path.write_text(text, encoding="utf-8")
                result = subprocess.run([sys.executable, CHECKER, folder], capture_output=True, text=True, check=False)
                if expected is None:
                    self.assertEqual((result.returncode, result.stdout), (0, ""))
                else:
                    self.assertEqual(result.returncode, 1)
                    self.assertIn(expected, result.stdout)

    def test_headers_that_lean_on_others(self):
        """A header without the include that it needs is named, unless the build has to fail over it anyway."""
        files = {
            "extract/leans.h": "#pragma once\ninline std::string f() { return {}; }\n",       # no file includes it first
            "extract/stands.h": "#pragma once\n#include <string>\ninline std::string g() { return {}; }\n",
            "extract/late.h": "#pragma once\ninline std::string h() { return {}; }\n",
            "extract/late.cc": "#include <string>\n\n#include \"extract/late.h\"\n",           # hides the lack from the build
            "extract/first.h": "#pragma once\ninline std::string i() { return {}; }\n",
            "extract/first.cc": "#include \"extract/first.h\"\n",                               # the build fails
        }
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "extract").mkdir()
            for name, text in files.items():
                (root / name).write_text(text, encoding="utf-8")
            entry = {"file": str(root / "extract/late.cc"), "command": f"c++ -I{root} -c late.cc"}
            (root / "compile_commands.json").write_text(json.dumps([entry]), encoding="utf-8")
            result = subprocess.run([sys.executable, CHECKER, folder, "--headers", folder],
                                    capture_output=True, text=True, check=False)
            named = [line.split(":")[0] for line in result.stdout.splitlines() if "does not compile alone" in line]
            self.assertEqual(sorted(named), ["extract/late.h", "extract/leans.h"])


if __name__ == "__main__":
    unittest.main()
