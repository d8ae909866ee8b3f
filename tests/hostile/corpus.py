"""The hostile corpus: policies, facts and names that a careless or ill-meaning person could hand to the program.

Every case is a small folder of files, a command over them, and the exit statuses that it may end with. The files are made
here, always the same ones, so that the tree need not hold hundreds of broken files.
"""

import random
from dataclasses import dataclass, field

DONE, WRONG, REFUSED = 0, 1, 2  # what the command line promises of its exit statuses

GOOD = """policy hostile "Registration"
as of applied_on

choice subject "Subject"
  general "General"
  special "Special"

record exam "Exam"
  subject   : subject
  passed_on : date or none

fact applied_on : date
fact audits     : count
fact study      : hours
fact extension  : yes/no
fact remark     : text
fact exams      : list of exam up to 20

define recent = count of exams where passed_on within 5y

decide eligible "May register"
  require recent_exam "A recent exam": recent >= 1
  require audits >= 4 or 3 with extension
  require study >= 16h
"""

GOOD_FACTS = """{"applied_on": "2023-05-01", "audits": 4, "study": 20.5, "extension": false, "remark": "none",
 "exams": [{"subject": "general", "passed_on": "2022-01-31"}, {"subject": "special", "passed_on": null}]}
"""


@dataclass
class Case:
    name: str
    files: dict  # path -> bytes, or ("link", target), ("pipe",), ("folder",)
    command: list
    statuses: tuple
    says: str = ""  # a part of what must be said
    stdin: bytes = b""


@dataclass
class Corpus:
    cases: list = field(default_factory=list)

    def policy(self, name, text, statuses=(WRONG,), says="", files=None):
        data = text.encode() if isinstance(text, str) else text
        self.cases.append(Case(f"policy {name}", {"a.policy": data, **(files or {})}, ["check", "a.policy"], statuses, says))

    def facts(self, name, text, statuses=(REFUSED,), says="", path="facts.json"):
        data = text.encode() if isinstance(text, str) else text
        self.cases.append(Case(f"facts {name}", {"a.policy": GOOD.encode(), path: data},
                               ["eval", "a.policy", "--facts", path], statuses, says))

    def command(self, name, files, command, statuses, says="", stdin=b""):
        made = {path: data.encode() if isinstance(data, str) else data for path, data in files.items()}
        self.cases.append(Case(f"command {name}", made, command, statuses, says, stdin))


def with_line(line):
    """A policy of which one requirement is the line."""
    return GOOD + "  " + line + "\n"


def encodings(corpus):
    broken = {
        "a byte that begins nothing": b"\xff", "a lone continuation": b"\x80", "two bytes cut": b"\xc3", "three bytes cut": b"\xe4\xb8",
        "four bytes cut": b"\xf0\x9f\x98", "overlong slash": b"\xc0\xaf", "overlong three": b"\xe0\x80\xaf", "a surrogate": b"\xed\xa0\x80",
        "past the last character": b"\xf4\x90\x80\x80", "five bytes": b"\xf8\x88\x80\x80\x80", "NUL": b"\x00",
    }
    for name, sequence in broken.items():
        corpus.policy(f"{name} in a comment", GOOD.encode() + b"# " + sequence + b"\n")
        corpus.policy(f"{name} in a text", GOOD.encode() + b'  require extension else "' + sequence + b'"\n')
        corpus.policy(f"{name} at the start", sequence + GOOD.encode())
        corpus.facts(f"{name} in a name", b'{"' + sequence + b'": 1}')
        corpus.facts(f"{name} in a value", b'{"remark": "' + sequence + b'"}')
    corpus.policy("GBK", 'policy a "审核员注册"\n'.encode("gbk"), says="T0001")
    corpus.policy("UTF-16", GOOD.encode("utf-16"))
    corpus.policy("UTF-16 without mark", GOOD.encode("utf-16-be"))
    corpus.policy("byte-order mark", b"\xef\xbb\xbf" + GOOD.encode(), (DONE,))
    corpus.policy("two byte-order marks", b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode())
    corpus.policy("CRLF", GOOD.replace("\n", "\r\n"), (DONE,))
    corpus.policy("CR alone", GOOD.replace("\n", "\r"), (DONE, WRONG))
    corpus.facts("UTF-16", GOOD_FACTS.encode("utf-16"))
    corpus.facts("byte-order mark", b"\xef\xbb\xbf" + GOOD_FACTS.encode(), (DONE,))


def hidden_characters(corpus):
    hidden = [0x01, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0xAD, 0x61C, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029,
              0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF, 0xE0001, 0xE0041]
    for code in hidden:
        corpus.policy(f"U+{code:04X} in a name", GOOD.replace("audits ", f"aud{chr(code)}its ", 1))
        corpus.policy(f"U+{code:04X} in a comment", GOOD + f"# a{chr(code)}b\n", (DONE, WRONG))
        corpus.policy(f"U+{code:04X} in a text", with_line(f'require extension else "a{chr(code)}b"'), (DONE, WRONG))
    for name, text in {"full-width letters": "ｆａｃｔ x : date", "a combining accent": "fact e\u0301 : date", "an emoji": "fact 😀 : date",
                       "a Greek letter": "fact α : date", "a Cyrillic look-alike": "fact аudit : date",
                       "a private character": "fact \ue000 : date"}.items():
        corpus.policy(name, GOOD + text + "\n")
    for code in (0x1B, 0x07, 0x202E):
        corpus.facts(f"U+{code:04X} in a name", '{"a' + chr(code) + 'b": 1}')
        corpus.facts(f"U+{code:04X} escaped in a name", f'{{"a\\u{code:04x}b": 1}}')


def depths(corpus):
    for depth in (60, 64, 65, 1000, 100_000):
        ok = (DONE, WRONG) if depth < 66 else (WRONG,)
        corpus.policy(f"{depth} parentheses", with_line("require " + "(" * depth + "extension" + ")" * depth), ok)
        corpus.policy(f"{depth} times not", with_line("require " + "not " * depth + "extension"), ok)
        corpus.policy(f"{depth} times if", with_line("require " + "if extension then yes else " * depth + "extension"), ok)
        corpus.policy(f"{depth} aggregates", with_line("require " + "any exam in exams where (" * depth + "yes" + ")" * depth), (DONE, WRONG))
        corpus.facts(f"{depth} brackets", '{"exams": ' + "[" * depth + "]" * depth + "}")
        corpus.facts(f"{depth} braces", '{"exams": [' + '{"subject": ' * depth + "1" + "}" * depth + "]}")
    corpus.policy("open parentheses only", with_line("require " + "(" * 100_000))
    corpus.policy("closed parentheses only", with_line("require " + ")" * 100_000))
    corpus.policy("alternating parentheses", with_line("require " + "()" * 50_000))
    corpus.policy("quotation marks within each other", with_line("require extension else " + "“" * 20_000))
    corpus.facts("open brackets only", "[" * 200_000)
    corpus.facts("open braces only", '{"a":' * 100_000)


def lengths(corpus):
    mebibyte = 1 << 20
    for size in (127, 128, 129, 10_000, 900_000):
        corpus.policy(f"a name of {size} bytes", f"policy a\nfact {'a' * size} : date\ndecide d\n  require {'a' * size} in 2000-01-01 .. 2001-01-01\n", (DONE,) if size <= 128 else (WRONG,))
    for size in (4095, 4096, 4097, 900_000):
        corpus.policy(f"a text of {size} bytes", with_line(f'require extension else "{"a" * size}"'), (DONE,) if size <= 4096 else (WRONG,))
        corpus.facts(f"a text of {size} bytes", '{"remark": "' + "a" * size + '"}', (DONE,) if size <= 4096 else (REFUSED,))
    for digits in (18, 19, 400, 100_000):
        corpus.policy(f"a number of {digits} digits", with_line(f"require audits >= {'9' * digits}"), (DONE, WRONG))
        corpus.facts(f"a number of {digits} digits", '{"audits": ' + "9" * digits + "}")
    corpus.policy("seven decimals", with_line("require study >= 1.1234567h"))
    for size in (mebibyte - 1, mebibyte, mebibyte + 1, 3 * mebibyte):
        corpus.policy(f"a file of {size} bytes", (GOOD + "# " + "a" * size)[:size], (DONE,) if size <= mebibyte else (WRONG, REFUSED))
    for name, text in {"nothing": "", "one line end": "\n", "blanks": " " * 5000, "a comment": "# nothing", "signs": "+-*/()=<>" * 1000,
                       "one word": "policy", "one long line of words": "a " * 200_000, "one long line of signs": "=" * 900_000,
                       "line ends": "\n" * 500_000, "half a statement": "fact", "a keyword a line": "fact\n" * 50_000}.items():
        corpus.policy(name, text)


def floods(corpus):
    corpus.policy("100,000 errors", "policy a\n" + "fact ! : !\n" * 90_000)
    corpus.policy("100,000 unknown names", "policy a\nfact x : date\ndecide d\n  require x is given\n"
                  + "".join(f"  require r{i}: y{i}\n" for i in range(9_999)))
    corpus.policy("100,000 words run together", "policy a\nfact 甲 : date\ndecide d\n" + "  require 甲有效5年\n" * 30_000)
    corpus.policy("hidden characters", "policy a\n" + "# \u202e\n" * 100_000)
    corpus.policy("many facts", "policy a\n" + "".join(f"fact f{i} : count\n" for i in range(4_097)) + "decide d\n  require f0 >= 1\n")
    corpus.policy("many requirements", "policy a\nfact f : count\ndecide d\n" + "".join(f"  require r{i}: f >= {i}\n" for i in range(10_001)))
    corpus.policy("one name again and again", "policy a\n" + "fact f : count\n" * 50_000)
    corpus.policy("a circle of defines", "policy a\n" + "".join(f"define d{i} = d{(i + 1) % 10_000}\n" for i in range(10_000)))
    chain = "policy a\nfact f : yes/no\ndefine d0 = f\n" + "".join(f"define d{i} = not d{i - 1}\n" for i in range(1, 10_000))
    corpus.policy("a chain of defines", chain + "decide d\n  require d9999\n", (DONE,))
    doubling = "policy a\nfact f : count 0..1\ndefine d0 = f + f\n" + "".join(f"define d{i} = d{i - 1} + d{i - 1}\n" for i in range(1, 200))
    corpus.policy("doubling defines", doubling + "decide d\n  require d199 >= 1\n", (WRONG,))
    corpus.policy("a long sum", with_line("require " + " + ".join(["audits"] * 20_000) + " >= 1"))
    corpus.policy("a long disjunction", with_line("require " + " or ".join(["extension"] * 20_000)), (DONE, WRONG))
    corpus.policy("many tiers", with_line("require audits >= 9999" + "".join(f" or {9999 - i} with extension" for i in range(1, 9_000))), (DONE, WRONG))
    corpus.policy("many values of a choice", "policy a\nchoice c\n" + "".join(f"  v{i}\n" for i in range(1_025)))
    corpus.policy("many fields of a record", "policy a\nrecord r\n" + "".join(f"  f{i} : date\n" for i in range(65)))
    corpus.policy("many members of a set", "policy a\nchoice c\n" + "".join(f"  v{i}\n" for i in range(64)) + "fact s : set of c\n")
    corpus.policy("a list of too many", "policy a\nrecord r\n  f : date\nfact l : list of r up to 65536\n")
    corpus.policy("many dated values", "policy a\nas of t\nfact t : date\nparam p\n" + "  = 1 until 2000-01-01\n" * 20_000, (WRONG,))
    corpus.policy("many cases", "policy a\nfact f : count\noutput o\n" + "".join(f"  = {i} when f = {i}\n" for i in range(5_000))
                  + "  = 0 otherwise\n", (DONE, WRONG))
    corpus.facts("100,000 unknown names", "{" + ",".join(f'"x{i}": 1' for i in range(100_000)) + "}")
    corpus.facts("one name again and again", "{" + ",".join('"audits": 1' for _ in range(100_000)) + "}")
    corpus.facts("too many records", '{"exams": [' + ",".join('{"subject": "general"}' for _ in range(70_000)) + "]}")
    corpus.facts("100,000 wrong records", '{"exams": [' + ",".join("7" for _ in range(100_000)) + "]}")
    corpus.facts("100,000 applicants, each wrong", '{"audits": -1}\n' * 100_000, path="facts.jsonl")
    corpus.facts("an array of applicants, each wrong", "[" + ",".join('{"audits": -1}' for _ in range(50_000)) + "]")


def slips(corpus):
    """Words in the wrong places: each must be answered, none may break anything."""
    words = ("policy language fact define output decide require when else cite as of dates round use choice group record param assume note "
             "remedy test given expect table calendar source and or not in if then else otherwise with has any every where none empty yes no "
             "valid within lasts count sum latest earliest 政策 基准日 事实 定义 输出 判定 要求 选项 合称 记录 参数 前提 说明 使用 当 取 且 或 非 为 在 此前 内 起 止 自 至 "
             "中 的 有 每个 均 满足 全部 时 具备 5y 3 3年内 48h 2023-04-01 “甲” \"x\" ( ) , : = >= .. ¶8 | -> exams audits study subject general").split()
    for word in sorted(set(words)):
        corpus.policy(f"`{word}` on a line", GOOD + word + "\n", (DONE, WRONG))
    draw = random.Random(20231001)
    for number in range(60):
        lines = [" ".join(draw.choice(words) for _ in range(draw.randrange(1, 12))) for _ in range(40)]
        corpus.policy(f"words at random {number}", "policy a\n" + "\n".join(lines) + "\n", (DONE, WRONG))
    text = GOOD.encode()
    for number in range(40):
        corpus.policy(f"cut off {number}", text[: draw.randrange(len(text))], (DONE, WRONG))
        bent = bytearray(text)
        for _ in range(draw.randrange(1, 6)):
            bent[draw.randrange(len(bent))] = draw.randrange(256)
        corpus.policy(f"bytes bent {number}", bytes(bent), (DONE, WRONG))
    facts = GOOD_FACTS.encode()
    for number in range(40):
        corpus.facts(f"cut off {number}", facts[: draw.randrange(len(facts) - 2)])
        bent = bytearray(facts)
        for _ in range(draw.randrange(1, 4)):
            bent[draw.randrange(len(bent))] = draw.randrange(256)
        corpus.facts(f"bytes bent {number}", bytes(bent), (DONE, REFUSED))


def imports(corpus):
    use = 'policy a\nuse "{}"\nfact f : date\ndecide d\n  require f is given\n'
    part = "policy b\nfact g : date\n"
    refused = {"a missing file": "none.policy", "an absolute path": "/etc/passwd", "a path out of the folder": "../../../../../../etc/passwd",
               "a folder": "sub", "the folder itself": ".", "an empty path": "", "a device": "/dev/zero", "an address": "http://example.com/a.policy",
               "itself": "a.policy", "a backslash": "sub\\b.policy", "a very long path": "x" * 4000, "a tilde": "~/a.policy", "a pipe": "pipe.policy",
               "a link out of the folder": "link.policy", "a file that is not UTF-8": "latin.policy", "a file too large": "large.policy",
               "a file without policy": "empty.policy", "a path through a file": "b.policy/c.policy"}
    files = {"sub": ("folder",), "pipe.policy": ("pipe",), "link.policy": ("link", "/etc/passwd"), "latin.policy": b"policy b \xff\n",
             "large.policy": part.encode() + b"#" * (1 << 20), "empty.policy": b"", "b.policy": part.encode()}
    for name, path in refused.items():
        corpus.policy(f"use of {name}", use.format(path), (WRONG, REFUSED), files=files)
    corpus.policy("use of a good file", use.format("b.policy"), (DONE,), files=files)
    corpus.policy("use by a way round", use.format("sub/../b.policy"), (DONE, WRONG), files=files)
    corpus.policy("a circle of two", use.format("b.policy"), files={"b.policy": b'policy b\nuse "a.policy"\n'})
    corpus.policy("names that clash", use.format("b.policy"), files={"b.policy": b"policy b\nfact f : date\n"})
    deep = {f"{i}.policy": f'policy p{i}\nuse "{i + 1}.policy"\n'.encode() for i in range(40)}
    corpus.policy("uses forty deep", use.format("0.policy"), files={**deep, "40.policy": part.encode()})
    wide = {f"{i}.policy": f"policy p{i}\nfact f{i} : date\n".encode() for i in range(300)}
    many = "policy a\n" + "".join(f'use "{i}.policy"\n' for i in range(300)) + "fact f : date\ndecide d\n  require f is given\n"
    corpus.policy("300 uses", many, files=wide)
    big = {f"{i}.policy": f"policy p{i}\n".encode() + b"#" * ((1 << 20) - 20) for i in range(20)}
    corpus.policy("20 MiB of uses", "policy a\n" + "".join(f'use "{i}.policy"\n' for i in range(20)), files=big)
    diamond = {f"{i}.policy": (f'policy p{i}\nuse "{i + 1}.policy"\n' * 1 + f'use "{i + 1}.policy"\n').encode() for i in range(12)}
    corpus.policy("diamonds on diamonds", use.format("0.policy"), (DONE, WRONG), files={**diamond, "12.policy": part.encode()})


def json_slips(corpus):
    values = ["1e999", "-1e999", "1e-999", "NaN", "Infinity", "-Infinity", "nan", "1.5.5", "1e", "01", "+1", ".5", "5.", "0x10", "1_000", "１", "-", "--1",
              "true", '"4"', "[]", "{}", "null", "4.0", "4e0", "0.4e1", "-0", "1e400000", "9007199254740993", "-1", "undefined", "'4'", "“4”", "四", "4,5",
              "18446744073709551616", "1e308", "4 4", "//", "/**/4", "4;"]
    for value in values:
        corpus.facts(f"audits {value}", f'{{"audits": {value}}}', (DONE, REFUSED) if value == "-0" else (REFUSED,))
    for value in ["20.55", "20.555", "1e1", "-1", "100001", '"20"', "20.0", "1e999"]:
        corpus.facts(f"study {value}", f'{{"study": {value}}}', (DONE, REFUSED))
    dates = ["2023-02-30", "2023-13-01", "2023-00-10", "0000-00-00", "10000-01-01", "-2023-01-01", "2023-1-1", "2023/01/01", "20230101", "2023-01-01T00:00:00Z",
             "1899-12-31", "2200-01-01", "今天", "", " 2023-01-01", "2023-01-01 ", "２０２３-０１-０１", "2023-02-29", "2023-01-01\\u0000"]
    for value in dates:
        corpus.facts(f"date {value}", f'{{"applied_on": "{value}"}}')
    texts = {"a lone high surrogate": "\\ud800", "a lone low surrogate": "\\udc00", "surrogates the wrong way round": "\\udc00\\ud800", "a bad escape": "\\x41",
             "half an escape": "\\u12", "a control character": "\x01", "a line end": "a\nb", "a tab": "a\tb", "unclosed": 'a", "b": "'}
    for name, text in texts.items():
        corpus.facts(f"text with {name}", f'{{"remark": "{text}"}}')
    corpus.facts("text with a NUL escaped", '{"remark": "a\\u0000b"}', (DONE, REFUSED))
    shapes = {"nothing": "", "blanks": " \n\t", "a number": "7", "a text": '"x"', "null": "null", "an array of arrays": "[[{}]]", "two objects": "{}{}", "a comma": ",",
              "a trailing comma": '{"audits": 4,}', "no comma": '{"audits": 4 "study": 1}', "no colon": '{"audits" 4}', "a name without quotes": "{audits: 4}",
              "a comment": '{"audits": 4} // four', "another bracket": '{"audits": 4]', "more behind": '{"audits": 4} x', "a record that is a list": '{"exams": [[]]}',
              "a list that is a record": '{"exams": {}}', "an unknown field": '{"exams": [{"grade": 1}]}', "a field twice": '{"exams": [{"subject": "general", "subject": "general"}]}',
              "an unknown value": '{"exams": [{"subject": "genral"}]}', "a number for a choice": '{"exams": [{"subject": 0}]}', "null for a choice": '{"exams": [{"subject": null}]}',
              "null for a list": '{"exams": null}', "a derived name": '{"recent": 1}', "a decision": '{"eligible": true}', "a name with a blank": '{"audits ": 4}',
              "a name in capitals": '{"AUDITS": 4}', "prototype": '{"__proto__": {}}', "an empty name": '{"": 1}'}
    for name, text in shapes.items():
        corpus.facts(name, text)
    corpus.facts("good and bad lines", GOOD_FACTS.replace("\n", " ") + "\n{\n" + '{"audits": 4}\n', path="facts.jsonl")


def names(corpus):
    good = {"a.policy": GOOD, "f.json": GOOD_FACTS}
    corpus.command("good", good, ["eval", "a.policy", "--facts", "f.json"], (DONE,))
    corpus.command("a folder for a policy", {"sub": ("folder",)}, ["check", "sub"], (REFUSED,))
    corpus.command("a pipe for a policy", {"pipe": ("pipe",)}, ["check", "pipe"], (REFUSED,))
    corpus.command("a device for a policy", {}, ["check", "/dev/zero"], (REFUSED,))
    corpus.command("no such policy", {}, ["check", "none.policy"], (REFUSED,))
    corpus.command("a name of 5,000 letters", {}, ["check", "x" * 5000], (REFUSED,))
    corpus.command("a name with a line end", {"a\nb.policy": GOOD}, ["check", "a\nb.policy"], (DONE,))
    corpus.command("a name with an escape sequence", {"a\x1b[31mb.policy": "policy"}, ["check", "a\x1b[31mb.policy"], (WRONG,))
    corpus.command("a name with a bidi control", {"a\u202eb.policy": "policy"}, ["check", "a\u202eb.policy"], (WRONG,))
    corpus.command("a name that is not UTF-8", {b"a\xff.policy": "policy"}, ["check", b"a\xff.policy"], (WRONG,))
    corpus.command("a name like an option", {"--help.policy": GOOD}, ["check", "--", "--help.policy"], (DONE, REFUSED))
    corpus.command("an unknown option", good, ["check", "a.policy", "--frobnicate"], (REFUSED,))
    corpus.command("an option with an escape sequence", good, ["check", "a.policy", "--\x1b[31m"], (REFUSED,))
    corpus.command("no arguments", {}, [], (REFUSED,))
    corpus.command("an unknown command", {}, ["frobnicate"], (REFUSED,))
    corpus.command("an unknown language", good, ["check", "a.policy", "--lang", "xx"], (REFUSED,))
    corpus.command("output onto the policy", good, ["build", "a.policy", "--to", "cpp", "-o", "a.policy"], (REFUSED,))
    corpus.command("output into no folder", good, ["build", "a.policy", "--to", "cpp", "-o", "none/a.hpp"], (REFUSED,))
    corpus.command("output onto a folder", {**good, "sub": ("folder",)}, ["build", "a.policy", "--to", "cpp", "-o", "sub"], (REFUSED,))
    corpus.command("a wrong policy leaves no output", {"a.policy": "policy"}, ["build", "a.policy", "--to", "cpp", "-o", "a.hpp"], (WRONG,))
    corpus.command("facts from an empty standard input", good, ["eval", "a.policy", "--facts", "-"], (REFUSED,))
    corpus.command("no such facts", good, ["eval", "a.policy", "--facts", "none.json"], (REFUSED,))
    corpus.command("a folder for facts", {**good, "sub": ("folder",)}, ["eval", "a.policy", "--facts", "sub"], (REFUSED,))
    corpus.command("an unknown decision", good, ["eval", "a.policy", "--facts", "f.json", "--only", "x\x1b"], (REFUSED,))
    corpus.command("the policy from standard input", {}, ["check", "-"], (DONE,), stdin=GOOD.encode())


def populations(corpus):
    def rows(name, text, statuses=(REFUSED,), options=()):
        data = text.encode() if isinstance(text, str) else text
        corpus.command(f"rows: {name}", {"a.policy": GOOD, "in.csv": data},
                       ["batch", "a.policy", "--in", "in.csv", "--out", "-", *options], statuses)

    rows("good", "applied_on,exams\n2023-05-01,[]\n", (DONE,))
    rows("nothing", "")
    rows("only a mark", b"\xef\xbb\xbf")
    rows("only line ends", "\n\r\n\n")
    rows("no row", "audits\n", (DONE,))
    rows("NULs", b"audits,remark\n\0,\0\n1,\0\n")
    rows("NUL behind a list", b"exams\n[]\0x\n")
    rows("UTF-16", "audits\n1\n".encode("utf-16"))
    rows("UTF-16 without a mark", "audits\n1\n".encode("utf-16-le"))
    rows("half a character at the end", b"remark\n\xe4\xb8")
    rows("only quotation marks", '"' * 10001)
    rows("a mark that is not closed, over 17 MiB", "remark\n\"" + "x\n" * (17 << 19))
    rows("a header over 17 MiB", "x" * (17 << 20))
    rows("100,000 columns", "," * 100000)
    rows("100,000 cells", "audits\n1" + "," * 100000)
    rows("100,000 empty cells", "audits\n" + "," * 100000, (DONE,))
    rows("1,000 names that are nearly facts", ",".join(f"audits{i}" for i in range(1000)))
    rows("10,000 names that are nearly values", "exams\n" + '"[{""subject"": ""generel""}]"\n' * 10000)
    rows("a deep list", "exams\n" + "[" * 100000 + "\n")
    rows("another fact behind a list", 'exams,audits\n"[], ""audits"": 9",4\n')
    rows("escape sequences", "\x1b[31m,audits\n1,\x1b[31m\n")
    rows("a kept name that is not there", "audits\n1\n", options=["--keep", "\x1b[31m,,x"])
    rows("too many jobs", "audits\n1\n", options=["--jobs", "99999999999999999999"])
    rows("lines that are no objects", "[]\n{\n3\n\"x\"\nnull\n{} {}\n", options=["--from", "jsonl", "--keep", "x"])


def all_cases():
    corpus = Corpus()
    for part in (encodings, hidden_characters, depths, lengths, floods, slips, imports, json_slips, names, populations):
        part(corpus)
    return corpus.cases
