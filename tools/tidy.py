#!/usr/bin/env python3
"""House rules that a compiler cannot check: one line a breach, exit 1 if there is any.

usage: tidy.py [ROOT]
The rules are those of STYLE.md: who may include whom, where SQL, HTTP and throwing belong, who owns
a table, sizes, words in both languages, rules and papers that must exist.
"""
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

PLATFORM = {"base", "db", "core", "sheet", "web"}
CODE = {".h", ".cpp"}
FILE_LINES_MAX = {".h": 600, ".cpp": 600, ".html": 150, ".ts": 200}
FUNCTION_LINES_MAX = 70
README_LINES_MAX = 40
COLUMNS_MAX = 100
COLUMNS_COUNTED = CODE | {".py", ".sh", ".ts"}
SKIPPED_FOLDERS = {".git", "build", "node_modules", "demo-data", "__pycache__"}
PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")

# What is banned in code (comments and strings do not count), what to do instead, and the files in
# which it has its place.
TESTS = r".*_(test|fuzz)\.cpp|tests/.*|.*/test_\w+\.h"
BANNED = [
    (r"\busing namespace std\b(?!::)", "qualify std:: names", r"$^"),
    (r"\bstd::(cout|cerr)\b", "use the log", rf"src/app/.*|src/\w+/console\.cpp|{TESTS}"),
    (r"\b(localtime|gmtime|mktime)(_r)?\s*\(", "use base/time.h", r"src/web/.*"),
    (r"\bsystem_clock::now\b", "take the time from Call::now",
     rf"src/web/.*|src/app/jobs\.cpp|{TESTS}"),
    (r"\b(stod|stof|strtod|atof|atoll|atoi)\s*\(", "use parse_integer, Rupiah or Quantity", r"$^"),
    (r"\b(s?rand|system|popen|strcpy|strcat|sprintf|gets)\s*\(", "there is a safe way", r"$^"),
    (r"\bthrow\b", "return an Error; throw only in base/ and db/", rf"src/(base|db)/.*|{TESTS}"),
    (r"catch \(\.\.\.\)", "only the rim catches everything",
     rf"src/(base|db|web)/.*|src/app/main\.cpp|{TESTS}"),
    (r"\b(float|double)\b", "money and quantities are whole numbers",
     rf"src/(web|sheet)/.*|src/catalogue/image\w*\.(h|cpp)|src/app/bench\w*\.cpp|{TESTS}"),
]
# Left-overs, wherever they stand. This file and its test must spell what they look for.
OWN_FILES = {"tools/tidy.py", "tools/tidy_test.py"}
LEFTOVER = re.compile(r"\bFIXME\b|\bTODO\b(?!.{0,20}#\d)|\bXXX\b")
# The project does not say where, by whom or with whose network it was made.
FORBIDDEN = re.compile(
    r"(?<![\w.])/(?:work|root)/|/home/\w+/|/tmp/\w+_jobs|\.pyenv"
    r"|(?i:\b(?:anthropic|openai|claude|chatgpt|copilot)\b)"
    r"|registry\.(?:npmjs|yarnpkg)\.|files\.pythonhosted|proxy\.golang\.|deb\.debian\.")
TABLE_USED = re.compile(
    r"(?i)\b(?:from|join|into|update|references|table(?:\s+if\s+not\s+exists)?)\s+([a-z]+)_[a-z_]+")
TABLE_MADE = re.compile(r"(?i)\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?(\w+)")
RAW_SQL = re.compile(r'R"sql\((.*?)\)sql"', re.S)
INCLUDE = re.compile(r'\s*#\s*include "([a-z_]+)/([^"]+)"')
DEED = re.compile(r'(?:\.what = |\bdone\(|\bnote\(\w+, )"(\w+)\.(\w+)"')
ERROR_CODE = re.compile(r'\bErrorCode\s+\w+\s*\{\s*"([^"]*)"')
RULE = re.compile(r"\bR-\d\d\b")
NO_CODE = re.compile(
    r'R"(\w*)\(.*?\)\1"|"(?:[^"\\\n]|\\.)*"|(?<![0-9A-Za-z])\'(?:[^\'\\\n]|\\.)+\''
    r"|//[^\n]*|/\*.*?\*/", re.S)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def only_code(text):
    """`text` with comments and the content of strings blanked, line for line."""
    return NO_CODE.sub(lambda match: '""' + "\n" * match.group().count("\n"), text)


class Tidy:
    """One look at one tree. `breaches` holds (path, line, words)."""

    def __init__(self, root):
        self.root = Path(root).resolve()
        self.breaches = []
        self.files = sorted(self.walk())
        self.allowed = self.modules()
        self.words = {module: self.texts(module) for module in self.allowed}

    def walk(self):
        for folder, folders, names in os.walk(self.root):
            folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
            for name in names:
                path = Path(folder, name)
                if path.is_file() and not path.is_symlink():
                    yield path.relative_to(self.root)

    def breach(self, path, line, words):
        self.breaches.append((str(path), line, words))

    def read(self, path):
        """The text of a file; None for anything binary."""
        content = (self.root / path).read_bytes()
        if b"\0" in content[:8000]:
            return None
        return content.decode(errors="replace")

    def modules(self):
        """modules.txt: a module may name only lines above its own, so there are no cycles."""
        allowed = {}
        lines = (self.root / "modules.txt").read_text().splitlines()
        for number, line in enumerate(lines, 1):
            line = line.split("#")[0].strip()
            if not line:
                continue
            name, _, others = line.partition(":")
            for other in others.split():
                if other not in allowed:
                    self.breach("modules.txt", number, f"{name} may not name {other}: not above it")
            allowed[name] = set(others.split())
        for folder in sorted({path.parts[1] for path in self.files
                              if path.parts[0] == "src" and len(path.parts) > 2}):
            if folder not in allowed:
                self.breach("modules.txt", 1, f"src/{folder} has no line")
        return allowed

    def run(self):
        for path in self.files:
            text = self.read(path)
            if text is None:
                continue
            self.check_any(path, text)
            if path.suffix in CODE and path.parts[0] in ("src", "tests"):
                self.check_code(path, text)
                self.check_includes(path, text)
                self.check_error_codes(path, text)
                self.check_deeds(path, text)
                self.check_sql(path, text)
            if path.suffix == ".sql" and path.parts[0] == "src":
                self.check_schema(path, text)
        self.check_steps()
        self.check_functions()
        self.check_texts()
        self.check_readmes()
        self.check_rules()
        return sorted(set(self.breaches))

    def check_any(self, path, text):
        lines = text.splitlines()
        limit = FILE_LINES_MAX.get(path.suffix)
        if limit and len(lines) > limit and "styleguide" not in path.parts:
            self.breach(path, limit, f"{len(lines)} lines, limit {limit}")
        for number, line in enumerate(lines, 1):
            if path.suffix in COLUMNS_COUNTED and len(line) > COLUMNS_MAX and "://" not in line:
                self.breach(path, number, f"{len(line)} columns, limit {COLUMNS_MAX}")
            if path.as_posix() in OWN_FILES:
                continue
            if match := FORBIDDEN.search(line):
                self.breach(path, number, f"the project does not mention {match.group()}")
            if path.suffix in COLUMNS_COUNTED and (match := LEFTOVER.search(line)):
                self.breach(path, number, f"{match.group()}: do it or file an issue")

    def check_code(self, path, text):
        for number, line in enumerate(only_code(text).splitlines(), 1):
            for pattern, advice, places in BANNED:
                match = re.search(pattern, line)
                if match and not re.fullmatch(places, path.as_posix()):
                    self.breach(path, number, f"{match.group().strip()} is banned: {advice}")

    def check_includes(self, path, text):
        if path.parts[0] != "src":
            return
        module, name = path.parts[1], path.name
        is_test = re.fullmatch(TESTS, path.as_posix()) is not None
        for number, line in enumerate(text.splitlines(), 1):
            match = INCLUDE.match(line)
            if not match or match[1] == module or match[1] not in self.allowed:
                continue
            other, header = match.groups()
            public = {f"{other}.h", "events.h", "text.h"}
            if other not in self.allowed.get(module, set()):
                self.breach(path, number, f"{module} may not include {other}")
            elif other == "web" and module != "app" and not name.startswith("routes"):
                self.breach(path, number, "only routes*.cpp and app may see HTTP")
            elif other not in PLATFORM and header not in public:
                if not (is_test and header.startswith("test_")):
                    self.breach(path, number, f"{other}/{header} is private to {other}")

    def check_error_codes(self, path, text):
        if path.parts[0] != "src" or re.fullmatch(TESTS, path.as_posix()):
            return
        module = path.parts[1]
        for match in ERROR_CODE.finditer(text):
            owner, _, key = match[1].partition(".")
            line = line_of(text, match.start())
            if owner != module:
                self.breach(path, line, f"error code {match[1]} must begin with {module}.")
                continue
            for language in ("id", "en"):
                if key not in self.words.get(module, {}).get(language, {}):
                    self.breach(path, line, f"error code {match[1]} has no text in {language}.toml")

    def check_deeds(self, path, text):
        """Every deed that the audit notes has its words, for whoever reads the trail."""
        if path.parts[0] != "src" or re.fullmatch(TESTS, path.as_posix()):
            return
        for match in DEED.finditer(text):
            for language in ("id", "en"):
                words = self.words.get(match[1], {}).get(language, {})
                if f"deed_{match[2]}" not in words:
                    self.breach(path, line_of(text, match.start()),
                                f"deed {match[1]}.{match[2]} has no text in {language}.toml")

    def check_sql(self, path, text):
        if path.parts[0] != "src" or re.fullmatch(TESTS, path.as_posix()):
            return
        module = path.parts[1]
        for match in RAW_SQL.finditer(text):
            line = line_of(text, match.start())
            if module not in PLATFORM and not path.name.startswith("store"):
                self.breach(path, line, "SQL lives in store*.cpp")
            if re.search(r"(?i)select\s+\*", match[1]):
                self.breach(path, line, "SELECT * is banned: name the columns")
            self.check_tables(path, module, match[1], line)

    def check_tables(self, path, module, sql, first_line):
        for match in TABLE_USED.finditer(sql):
            if match[1] in self.allowed and match[1] != module:
                table = match.group().split()[-1]
                line = first_line + line_of(sql, match.start()) - 1
                self.breach(path, line, f"table {table} belongs to {match[1]}")

    def check_schema(self, path, text):
        module = path.parts[1]
        sql = re.sub(r"--[^\n]*", "", text)
        self.check_tables(path, module, sql, 1)
        for match in TABLE_MADE.finditer(sql):
            if not match[1].startswith(f"{module}_"):
                line = line_of(sql, match.start())
                self.breach(path, line, f"table {match[1]} must begin with {module}_")

    def check_steps(self):
        """Two steps of one number: a database would take the first and never hear of the second."""
        taken = {}
        for path in sorted(self.files):
            if path.suffix != ".sql" or path.parts[0] != "src" or path.parts[-2] != "schema":
                continue
            number, _, rest = path.name.partition("_")
            name = rest.split(".")[0]
            other = taken.setdefault((path.parts[1], number), name)
            if other != name:
                self.breach(path, 1, f"step {number} is {other} already")

    def check_functions(self):
        code = [str(path) for path in self.files
                if path.suffix in CODE and path.parts[0] in ("src", "tests")]
        command = ["ctags", "--output-format=json", "--fields=+ne", "--languages=C++",
                   "--langmap=C++:.cpp.h", "--kinds-C++=f", "-L", "-", "-f", "-"]
        found = subprocess.run(command, input="\n".join(code), capture_output=True, text=True,
                               cwd=self.root, check=True)
        for entry in map(json.loads, found.stdout.splitlines()):
            size = entry.get("end", entry["line"]) - entry["line"] + 1
            if size > FUNCTION_LINES_MAX:
                self.breach(entry["path"], entry["line"],
                            f"{entry['name']} is {size} lines, limit {FUNCTION_LINES_MAX}")

    def texts(self, module):
        """{language: {key: words}}; the words of an enum under "Enum.value"."""
        both = {}
        for language in ("id", "en"):
            path = Path("src", module, "text", f"{language}.toml")
            if not (self.root / path).exists():
                continue
            flat = both.setdefault(language, {})
            try:
                table = tomllib.loads((self.root / path).read_text())
            except tomllib.TOMLDecodeError as error:
                self.breach(path, 1, f"cannot be read: {error}")
                continue
            for key, value in table.items():
                flat.update({f"{key}.{name}": words for name, words in value.items()}
                            if isinstance(value, dict) else {key: value})
        return both

    def check_texts(self):
        for module, both in self.words.items():
            folder = Path("src", module, "text")
            indonesian, english = both.get("id", {}), both.get("en", {})
            for key in indonesian.keys() ^ english.keys():
                language = "en" if key in indonesian else "id"
                self.breach(folder / f"{language}.toml", 1, f"{key} is missing")
            for key in indonesian.keys() & english.keys():
                if not indonesian[key].strip() or not english[key].strip():
                    self.breach(folder, 1, f"{key} is empty")
                names = [set(PLACEHOLDER.findall(words[key])) for words in (indonesian, english)]
                if names[0] != names[1]:
                    odd = ", ".join(sorted(names[0] ^ names[1]))
                    self.breach(folder, 1, f"{key} has {{{odd}}} in one language only")

    def check_readmes(self):
        for module in self.allowed:
            folder = Path("src", module)
            if not any(path.parent == folder for path in self.files):
                continue
            path = self.root / folder / "README.md"
            if not path.exists():
                self.breach(folder, 1, "has no README.md")
            elif (lines := len(path.read_text().splitlines())) > README_LINES_MAX:
                self.breach(folder / "README.md", README_LINES_MAX,
                            f"{lines} lines, limit {README_LINES_MAX}")

    def check_rules(self):
        rules = self.root / "docs/reference/rules.md"
        if not rules.exists():
            return
        rows = re.findall(r"(?m)^[|#*\s]*(R-\d\d)\b", rules.read_text())
        for path in self.files:
            if path.suffix not in CODE | {".md", ".ts", ".sql", ".html", ".toml"}:
                continue
            text = self.read(path) or ""
            for match in RULE.finditer(text):
                if match.group() not in rows:
                    self.breach(path, line_of(text, match.start()),
                                f"{match.group()} is not in docs/reference/rules.md")


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    breaches = Tidy(root).run()
    for path, line, words in breaches:
        print(f"{path}:{line}: {words}")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
