#!/usr/bin/env python3
"""Plants each breach in a small clean tree and expects tidy to find it, and nothing else."""
import tempfile
import unittest
from pathlib import Path

from tidy import Tidy

CLEAN = {
    "modules.txt": "# levels\nbase:\ndb: base\ncore: base db\nweb: base db core\n"
                   "shop: base db core web\ntill: base db core web shop\napp: base web shop till\n",
    "docs/reference/rules.md": "| Rule | What |\n|---|---|\n| R-01 | whole rupiah |\n",
    "src/base/README.md": "# base\n",
    "src/base/base.h": "#pragma once\nconst int x = 1'000'000; // throw, double: only words\n",
    "src/base/base.cpp": "void f() { throw 1; }\n",
    "src/shop/README.md": "# shop\n",
    "src/shop/shop.h": '#include "base/id.h"\n/// Rule R-01.\nconstexpr'
                       ' ErrorCode sold_out { "shop.sold_out", Fault::conflict };\n',
    "src/shop/store.cpp": 'Query q{"shop.q", R"sql(SELECT id FROM shop_item)sql"};\n',
    "src/shop/routes.cpp": '#include "web/routes.h"\n',
    "src/shop/schema/001_shop.sql": "CREATE TABLE shop_item (id TEXT) STRICT;\n",
    "src/shop/text/id.toml": 'sold_out = "{name} habis."\n[Kind]\nred = "Merah"\n',
    "src/shop/text/en.toml": 'sold_out = "{name} is sold out."\n[Kind]\nred = "Red"\n',
    "src/shop/test_shop.h": "#pragma once\n",
    "src/till/README.md": "# till\n",
    "src/till/till.cpp": '#include "shop/shop.h"\n#include "shop/events.h"\n'
                         '#include "shop/text.h"\nauto s = "FROM shop_item throw double";\n',
    "src/till/till_test.cpp": '#include "shop/test_shop.h"\n'
                              'auto q = R"sql(DELETE FROM shop_item)sql";\n'
                              "void f() { throw 1; }\n",
    "src/app/README.md": "# app\n",
    "src/app/main.cpp": '#include "web/server.h"\n',
}


def found(changes):
    """The breaches of the clean tree with these files put in (None: taken out)."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**CLEAN, **changes}.items():
            if text is None:
                continue
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return [f"{path}:{line}: {words}" for path, line, words in Tidy(folder).run()]


# (what is planted, the lines expected)
PLANTED = [
    ({"src/shop/schema/001_till.sql": "CREATE TABLE shop_till (id TEXT) STRICT;\n"},
     ["src/shop/schema/001_till.sql:1: step 001 is shop already"]),
    ({"src/shop/schema/002_a.sqlite.sql": "SELECT 1;\n",
      "src/shop/schema/002_a.postgres.sql": "SELECT 1;\n"}, []),
    ({"src/shop/a.cpp": '#include "till/till.h"\n'},
     ["src/shop/a.cpp:1: shop may not include till"]),
    ({"src/base/a.h": '\n#include "db/tx.h"\n'}, ["src/base/a.h:2: base may not include db"]),
    ({"src/till/a.cpp": '#include "shop/store.h"\n'},
     ["src/till/a.cpp:1: shop/store.h is private to shop"]),
    ({"src/till/a.cpp": '#include "shop/test_shop.h"\n'},
     ["src/till/a.cpp:1: shop/test_shop.h is private to shop"]),
    ({"src/till/a.cpp": '#include "web/http.h"\n'},
     ["src/till/a.cpp:1: only routes*.cpp and app may see HTTP"]),
    ({"modules.txt": CLEAN["modules.txt"].replace("db: base\n", "db: base shop\n")},
     ["modules.txt:3: db may not name shop: not above it"]),
    ({"src/lost/a.h": "#pragma once\n"}, ["modules.txt:1: src/lost has no line"]),
    ({"src/shop/shop.cpp": 'auto q = R"sql(SELECT id FROM shop_item)sql";\n'},
     ["src/shop/shop.cpp:1: SQL lives in store*.cpp"]),
    ({"src/shop/store_a.cpp": 'R"sql(SELECT * FROM shop_item)sql"\n'},
     ["src/shop/store_a.cpp:1: SELECT * is banned: name the columns"]),
    ({"src/till/store.cpp": 'R"sql(SELECT 1 FROM till_a\nJOIN shop_item ON 1=1)sql"\n'},
     ["src/till/store.cpp:2: table shop_item belongs to shop"]),
    ({"src/till/schema/001_a.sql": "-- shop\nCREATE TABLE till_a (i TEXT REFERENCES shop_item);\n"},
     ["src/till/schema/001_a.sql:2: table shop_item belongs to shop"]),
    ({"src/till/schema/001_a.sql": "\nCREATE TABLE drawer (id TEXT);\n"},
     ["src/till/schema/001_a.sql:2: table drawer must begin with till_"]),
    ({"src/shop/a.cpp": "\nvoid f() { throw 1; }\n"},
     ["src/shop/a.cpp:2: throw is banned: return an Error; throw only in base/ and db/"]),
    ({"src/shop/a.cpp": "auto t = std::chrono::system_clock::now();\n"},
     ["src/shop/a.cpp:1: system_clock::now is banned: take the time from Call::now"]),
    ({"src/shop/a.cpp": "double price;\n"},
     ["src/shop/a.cpp:1: double is banned: money and quantities are whole numbers"]),
    ({"src/shop/a.cpp": "auto x = std::stod(text);\n"},
     ["src/shop/a.cpp:1: stod( is banned: use parse_integer, Rupiah or Quantity"]),
    ({"src/shop/a.cpp": "using namespace std;\n"},
     ["src/shop/a.cpp:1: using namespace std is banned: qualify std:: names"]),
    ({"src/shop/a.cpp": "void f() { std::cout << 1; }\n"},
     ["src/shop/a.cpp:1: std::cout is banned: use the log"]),
    ({"src/shop/a.cpp": "try { } catch (...) { }\n"},
     ["src/shop/a.cpp:1: catch (...) is banned: only the rim catches everything"]),
    ({"src/shop/a.cpp": "// one\n" * 601}, ["src/shop/a.cpp:600: 601 lines, limit 600"]),
    ({"src/shop/pages/a.html": "<p>\n" * 151}, ["src/shop/pages/a.html:150: 151 lines, limit 150"]),
    ({"src/shop/a.cpp": "// " + "é" * 97 + "\n// " + "é" * 98 + "\n"},
     ["src/shop/a.cpp:2: 101 columns, limit 100"]),
    ({"src/shop/a.cpp": "int big()\n{\n" + "    call();\n" * 68 + "}\n"},
     ["src/shop/a.cpp:1: big is 71 lines, limit 70"]),
    ({"src/shop/text/en.toml": 'sold_out = "{name} is sold out."\n'},
     ["src/shop/text/en.toml:1: Kind.red is missing"]),
    ({"src/shop/text/en.toml": 'sold_out = "{item} is sold out."\n[Kind]\nred = "Red"\n'},
     ["src/shop/text:1: sold_out has {item, name} in one language only"]),
    ({"src/shop/text/id.toml": 'sold_out = "{name} habis."\n[Kind]\nred = ""\n'},
     ["src/shop/text:1: Kind.red is empty"]),
    ({"src/shop/a.h": 'constexpr ErrorCode\n    gone { "shop.gone", Fault::gone };\n'},
     ["src/shop/a.h:1: error code shop.gone has no text in en.toml",
      "src/shop/a.h:1: error code shop.gone has no text in id.toml"]),
    ({"src/till/a.h": 'constexpr ErrorCode a { "shop.sold_out", Fault::gone };\n'},
     ["src/till/a.h:1: error code shop.sold_out must begin with till."]),
    ({"src/shop/a.cpp": 'core::audit(call, { .what = "shop.sell" });\n'},
     ["src/shop/a.cpp:1: deed shop.sell has no text in en.toml",
      "src/shop/a.cpp:1: deed shop.sell has no text in id.toml"]),
    ({"src/shop/a.cpp": "\n// Rule R-77.\n"},
     ["src/shop/a.cpp:2: R-77 is not in docs/reference/rules.md"]),
    ({"docs/a.md": "see /root/x\n"}, ["docs/a.md:1: the project does not mention /root/"]),
    ({"docs/a.md": "by Claude\n"}, ["docs/a.md:1: the project does not mention Claude"]),
    ({"ui/lock.json": '"https://registry.npmjs.org/x"\n'},
     ["ui/lock.json:1: the project does not mention registry.npmjs."]),
    ({"src/shop/a.cpp": "// FIXME\n// TODO later\n// TODO(#12): fine\n"},
     ["src/shop/a.cpp:1: FIXME: do it or file an issue",
      "src/shop/a.cpp:2: TODO: do it or file an issue"]),
    ({"src/till/README.md": None}, ["src/till:1: has no README.md"]),
    ({"src/till/README.md": "line\n" * 41}, ["src/till/README.md:40: 41 lines, limit 40"]),
]


class TidyTest(unittest.TestCase):
    def test_a_clean_tree_is_clean(self):
        self.assertEqual(found({}), [])

    def test_each_breach_is_found_alone(self):
        for changes, expected in PLANTED:
            with self.subTest(changes):
                self.assertEqual(found(changes), expected)

    def test_what_is_built_or_fetched_is_not_looked_at(self):
        planted = {f"{folder}/a.cpp": "throw 1; // /root/" for folder in
                   ("build/x", "node_modules/y", "ui/node_modules/z", ".git/q")}
        self.assertEqual(found(planted), [])

    def test_without_rules_nothing_is_said_of_rules(self):
        self.assertEqual(found({"docs/reference/rules.md": None}), [])


if __name__ == "__main__":
    unittest.main()
