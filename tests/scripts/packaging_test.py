"""What is installed beside the program says what the program does: manual pages and completions.

    packaging_test.py HEBIAO [unittest options]
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PACKAGING = ROOT / "packaging"
HEBIAO = None


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, **options)


def commands():
    return re.findall(r"^  ([a-z]+)  ", run(HEBIAO, "--help", "--lang", "en").stdout.partition("Commands:")[2], re.M)


def options_of(command):
    return re.findall(r"(--[a-z-]+)", " ".join(re.findall(r"^  (\S+)", run(HEBIAO, command, "--help", "--lang",
                                                                           "en").stdout, re.M)))


class Packaging(unittest.TestCase):
    def test_the_program_tells_its_options(self):
        self.assertEqual(len(commands()), 8)
        self.assertIn("--require-sandbox", options_of("convert"))

    def test_manual_pages_are_clean(self):
        if shutil.which("mandoc") is None:
            self.skipTest("mandoc is not installed")
        for page in PACKAGING.glob("*.1"):
            self.assertEqual(run("mandoc", "-Tlint", page).stdout, "")

    def test_the_manual_page_has_every_command_and_option(self):
        page = (PACKAGING / "hebiao.1").read_text(encoding="utf-8").replace("\\-", "-")
        sections = re.split(r"^\.TP\n\.BR? (?=(?:%s)\b)" % "|".join(commands()), page.partition(".SH COMMANDS")[2],
                            flags=re.M)
        common = page.partition(".SH COMMON OPTIONS")[2]
        for command in commands():
            own = [part for part in sections if re.match(r'(?:rules ", " )?%s\b' % command, part)]
            self.assertEqual(len(own), 1, command)
            for option in options_of(command):
                self.assertTrue(option in own[0] or option in common, "%s %s" % (command, option))

    def complete(self, *words):
        script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _hebiao; '
                  'printf "%s\\n" "${COMPREPLY[@]}"')
        path = "%s:%s" % (pathlib.Path(HEBIAO).parent, os.environ["PATH"])
        done = run("bash", "-c", script, "bash", PACKAGING / "completions/hebiao.bash", "hebiao", *words,
                   env={**os.environ, "PATH": path}, cwd=ROOT)
        return done.stdout.split()

    def test_bash_completes(self):
        self.assertEqual(self.complete("conv"), ["convert"])
        self.assertEqual(set(self.complete("")) - {"--help", "--version", "--lang"}, set(commands()))
        self.assertIn("fund.rate", self.complete("explain", "fund."))
        self.assertEqual(self.complete("check", "--format", "s"), ["sarif"])
        self.assertIn("svg", " ".join(self.complete("extract", "--debug")))
        self.assertEqual(self.complete("convert", "--require"), ["--require-sandbox"])
        self.assertIn("samples", self.complete("convert", "sam"))
        for command in commands():
            self.assertEqual(set(options_of(command)) - set(self.complete(command, "--")), set(), command)

    def test_zsh_knows_every_command_and_option(self):
        text = (PACKAGING / "completions/_hebiao").read_text(encoding="utf-8")
        for command in commands():
            self.assertIn("'%s:" % command, text)
            for option in options_of(command):
                self.assertIn(option, text)
        if shutil.which("zsh") is not None:
            self.assertEqual(run("zsh", "-n", PACKAGING / "completions/_hebiao").stderr, "")


if __name__ == "__main__":
    HEBIAO = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()
