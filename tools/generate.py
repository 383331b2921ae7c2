#!/usr/bin/env python3
"""Turns words, pages, schema, seeds and assets into C++.

usage: generate.py SOURCE OUT
Writes OUT/<module>/text.h (one function a key: a missing key or argument does not compile) and
OUT/embedded.cpp. A key in one language only, a placeholder that differs between the languages, an
unknown key or asset in a page: each stops the build with its place.
"""
import html, json, re, sys, tomllib
from pathlib import Path

SOURCE, OUT = Path(sys.argv[1]), Path(sys.argv[2])
LANGUAGES = ("id", "en")
PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
MODULES = [line.split(":")[0] for line in (SOURCE / "modules.txt").read_text().splitlines()
           if re.match(r"[a-z]", line)]
problems = []


def literal(text):
    """A C++ string literal, cut in pieces that compilers accept."""
    raw = text if isinstance(text, bytes) else text.encode()
    pieces, piece = [], ""
    for byte in raw:
        char = chr(byte)
        if char in '"\\':
            piece += "\\" + char
        elif 32 <= byte < 127 and char != "?":
            piece += char
        else:
            piece += f"\\{byte:03o}"
        if len(piece) > 8000:
            pieces.append(piece)
            piece = ""
    pieces.append(piece)
    return "\n".join(f'"{p}"' for p in pieces)


def view(text):
    size = len(text if isinstance(text, bytes) else text.encode())
    return f"std::string_view {{ {literal(text)}, {size} }}"


def placeholders(words):
    return list(dict.fromkeys(PLACEHOLDER.findall(words)))


def load_words(module):
    """{key: {lang: words}} with enum words under 'Enum.value', and whether a key is an enum's."""
    both = {}
    for language in LANGUAGES:
        path = SOURCE / "src" / module / "text" / f"{language}.toml"
        if not path.exists():
            continue
        try:
            table = tomllib.loads(path.read_text())
        except tomllib.TOMLDecodeError as error:
            problems.append(f"{path}: {error}")
            continue
        for key, value in table.items():
            if isinstance(value, dict):
                for name, words in value.items():
                    both.setdefault(f"{key}.{name}", {})[language] = words
            else:
                both.setdefault(key, {})[language] = value
    for key, words in both.items():
        if set(words) != set(LANGUAGES):
            problems.append(f"src/{module}/text: {key} is in one language only")
        elif set(placeholders(words["id"])) != set(placeholders(words["en"])):
            problems.append(f"src/{module}/text: {key} has different placeholders")
    return {key: words for key, words in both.items() if set(words) == set(LANGUAGES)}


def text_header(module, words):
    lines = ["#pragma once", "// Made by tools/generate.py from text/*.toml.",
             '#include "base/embedded.h"', "", f"namespace karya::{module}::text {{", ""]
    for key, pair in sorted(words.items()):
        if "." in key:
            continue
        names = placeholders(pair["id"])
        parameters = "".join(f", std::string_view {name}" for name in names)
        arguments = ", ".join(f'{{ "{name}", std::string {{ {name} }} }}' for name in names)
        lines += [f"inline std::string {key}(::karya::Lang lang{parameters})", "{",
                  f"    return ::karya::text::fill(lang == ::karya::Lang::id ? {view(pair['id'])}",
                  f"                               : {view(pair['en'])},",
                  f"                               {{ {arguments} }});", "}", ""]
    return "\n".join(lines + [f"}} // namespace karya::{module}::text", ""])


def load_assets():
    manifest = SOURCE / "build" / "ui" / "manifest.json"
    if not manifest.exists():
        return {}
    return json.loads(manifest.read_text())


CONTROL = re.compile(r'''<(?:input|select|textarea)\b(?![^>]*type="(?:radio|hidden)")[^>]*?'''
                     r'''\bname="(?:[^"]*\.)?([a-z_]+)"[^>]*''')


def with_wrong_marked(source):
    """Each control whose field has words for an error says then that it is invalid."""
    def marked(match):
        name, control = match.group(1), match.group(0)
        section = f"{{{{#error_{name}}}}}"
        start = source.rfind('<div class="field', 0, match.start()) - len(section)
        if section not in source[max(0, start):match.end()] or "aria-invalid" in control:
            return control
        return control + section + f' aria-invalid="true"{{{{/error_{name}}}}}'
    return CONTROL.sub(marked, source)


def page_source(module, path, language, all_words, assets):
    def macro(match):
        name = match.group(1)
        if name == "form_keys":
            return ('<input type="hidden" name="_csrf" value="{{csrf}}">'
                    '<input type="hidden" name="_key" value="{{key}}">'
                    '{{#shown_mark}}<input type="hidden" name="_seen" value="{{shown_mark}}">'
                    '{{/shown_mark}}')
        # Of a kept page, the same for all: for commands whose answers are never stored, so that
        # a key stands for nothing.
        if name == "kept_form_keys":
            return ('{{#signed_in}}<input type="hidden" name="_csrf" value="{{csrf}}">'
                    '{{/signed_in}}<input type="hidden" name="_key" value="kept-page">')
        if name.startswith("url:"):
            target = name[4:]
            return ("/en" + ("" if target == "/" else target)) if language == "en" else target
        if name.startswith("asset:"):
            if name[6:] not in assets:
                problems.append(f"{path}: no asset {name[6:]}")
                return ""
            return assets[name[6:]]["path"]
        for key in (f"{module}.{name}", name):
            if key in all_words:
                return PLACEHOLDER.sub(r"{{\1}}", html.escape(all_words[key][language], quote=True))
        problems.append(f"{path}: no words for [[{name}]]")
        return ""
    # {{>till_stand}} stands for the file parts/till_stand.html beside the page.
    whole = re.sub(r"\{\{>([a-z_]+)\}\}\n?",
                   lambda part: (path.parent / "parts" / f"{part.group(1)}.html").read_text(),
                   path.read_text())
    source = re.sub(r"\[\[([A-Za-z0-9_.:/-]+)\]\]", macro, whole)
    return '{{%AUTOESCAPE context="HTML"}}' + with_wrong_marked(source)


def included(symbol, path):
    """Assembler that lays the bytes of a file into the binary between two symbols."""
    return (f'asm(".section .rodata\\n.balign 16\\n{symbol}: .incbin \\"{path}\\"\\n'
            f'{symbol}_end: .byte 0\\n.previous");\n'
            f'extern "C" char const {symbol}[];\nextern "C" char const {symbol}_end[];')


def asset_entries(assets):
    folder = SOURCE / "build" / "ui"
    code, rows = [], []
    by_path = sorted(assets.items(), key=lambda item: item[1]["path"])
    for number, (name, entry) in enumerate(by_path):
        file = folder / entry["path"].rsplit("/", 1)[1]
        columns = []
        for kind, suffix in (("plain", ""), ("br", ".br"), ("gzip", ".gz")):
            path = Path(str(file) + suffix)
            if not path.exists():
                columns.append("std::string_view {}")
                continue
            symbol = f"karya_asset_{number}_{kind}"
            code.append(included(symbol, path))
            columns.append(f"between({symbol}, {symbol}_end)")
        words = [view(name), view(entry["path"]), view(entry["type"]), *columns]
        rows.append("    { " + ", ".join(words) + " },")
    return code, rows


def rows_or_none(type_name, rows):
    """A span over the rows; an empty list needs no array."""
    name = type_name.lower() + "_rows"
    return (f"std::vector<{type_name}> const& {name}()\n{{\n"
            f"    static std::vector<{type_name}> const rows {{\n"
            + "\n".join(rows) + f"\n    }};\n    return rows;\n}}\n")


def main():
    words = {module: load_words(module) for module in MODULES}
    all_words = {}
    for module, table in words.items():
        for key, pair in table.items():
            all_words[key if "." in key else f"{module}.{key}"] = pair
    assets = load_assets()
    word_rows = [f"        {{ {view(key)}, {view(pair['id'])}, {view(pair['en'])} }},"
                 for key, pair in sorted(all_words.items(), key=lambda item: item[0].encode())]
    code, page_rows, schema_rows, seed_rows = [], [], [], []
    for module in MODULES:
        folder = SOURCE / "src" / module
        for path in sorted(folder.glob("pages/*.html")):
            for language in LANGUAGES:
                source = page_source(module, path, language, all_words, assets)
                name = view(f"{module}/{path.stem}")
                page_rows.append(f"        {{ {name}, Lang::{language}, {view(source)} }},")
        for path in sorted(folder.glob("schema/*.sql")):
            number = int(path.name.split("_")[0])
            parts = path.name.split(".")
            dialect = parts[1] if len(parts) == 3 else ""
            step = [view(module), str(number), view(dialect), view(path.read_text())]
            schema_rows.append("        { " + ", ".join(step) + " },")
        for path in sorted(folder.glob("seed/**/*")):
            if path.is_file() and path.suffix in (".tsv", ".txt", ".json", ".webp"):
                name = f"{module}/{path.relative_to(folder / 'seed')}"
                symbol = f"karya_seed_{len(seed_rows)}"
                code.append(included(symbol, path))
                seed_rows.append(f"        {{ {view(name)}, between({symbol}, {symbol}_end) }},")
    asset_code, asset_rows = asset_entries(assets)
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 1

    for module in MODULES:
        write(OUT / module / "text.h", text_header(module, words[module]))
    write(OUT / "embedded.cpp", "\n".join([
        "// Made by tools/generate.py.", '#include "base/embedded.h"', "#include <vector>", "",
        *code, *asset_code, "", "namespace karya::embedded {", "namespace {", "",
        "[[maybe_unused]] std::string_view between(char const* begin, char const* end)",
        "{\n    return { begin, static_cast<std::size_t>(end - begin) };\n}\n",
        rows_or_none("Word", word_rows), rows_or_none("PageSource", page_rows),
        rows_or_none("SchemaStep", schema_rows), rows_or_none("Seed", seed_rows),
        rows_or_none("Asset", asset_rows), "} // namespace", "",
        "std::span<Word const> words() { return word_rows(); }",
        "std::span<PageSource const> pages() { return pagesource_rows(); }",
        "std::span<SchemaStep const> schema() { return schemastep_rows(); }",
        "std::span<Seed const> seeds() { return seed_rows(); }",
        "std::span<Asset const> assets() { return asset_rows(); }", "",
        "} // namespace karya::embedded", ""]))
    return 0


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


sys.exit(main())
