#include "tests/generated/hostile_words.hpp"

namespace tenet::generated {
namespace {

std::string repeated(const std::string& piece, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i)
        text += piece;
    return text;
}

}  // namespace

std::vector<std::string> hostile_names() {
    return {// keywords, alternative tokens and names with a meaning in some places
            "class", "struct", "union", "enum", "namespace", "template", "typename", "concept", "requires",
            "operator", "new", "delete", "this", "default", "throw", "try", "catch", "co_await", "co_return",
            "co_yield", "constexpr", "consteval", "constinit", "static", "static_assert", "thread_local",
            "register", "volatile", "virtual", "export", "import", "module", "final", "override", "nullptr",
            "true", "false", "int", "double", "char8_t", "wchar_t", "bool", "auto", "asm", "typeof", "xor",
            "xor_eq", "bitand", "bitor", "compl", "not_eq", "and_eq", "or_eq",
            // macros
            "linux", "unix", "i386", "errno", "major", "minor", "makedev", "EOF", "NULL", "assert", "I",
            "complex", "stdin", "min", "max", "near", "far", "small", "st_atime", "sa_handler", "si_pid",
            "SIGINT", "offsetof", "INT_MAX", "PRIu64", "SYS_read", "basename", "sigmask", "TRUE", "isnan",
            "setjmp", "getc", "alloca", "howmany",
            // names of the header, of the runtime and of the C library
            "Facts", "Table", "FactMember", "evaluate", "std", "tenet", "table", "facts", "fact", "ops",
            "pool", "program", "fact_specs", "decision_specs", "explain", "missing", "Verdict", "Decision",
            "Evaluation", "answers", "check", "Padding", "Encoding", "record_member", "Program", "Op", "Date",
            "date", "gate", "signal", "stat", "exit", "main", "memcpy", "time", "div", "uint32_t",
            // shapes
            "a__b", "__a", "_a", "_A", "a_", "a__", "_", "__", "exam", "exam_1", "exam1", "e_o_f", "n_u_l_l",
            "i", "none_of", "success", "Exam", "eXam", "EXAM", "esc_", "esc_a", "esc_Z5f", "escZ", "Z", "z",
            "Zz", "__COUNTER__", "__FILE__", "考试", "考试_甲", "exam考试", "类", "㐀", repeated("n", 128),
            repeated("_", 128), repeated("审", 42)};
}

std::vector<std::string> hostile_policy_names() {
    return {
        "std.class.tenet", "tenet",          "tenet.program", "std",         "std.namespace", "auditor",
        "Auditor",         "AUDITOR",        "a.b.a",         "a.a.a.a",     "errno.linux",   "unix",
        "审核员",          "审核.合格.审核", "time",          "stat.stat",   "signal",        "index.group",
        "access",          "main",           "kill.exit",     "Table.Facts", "__x._y.z__",    "EOF.NULL",
        "operator.new",    "esc_std",        "esc_Z",         "size_t.x",    "evaluate",      "_",
        "group",           "x.tenet.std",    "facts",         "table.table", "major.minor",   "div",
        "I.complex",       "assert.assert",  "union",         "abort.y_t",   "program.Table", "none_such"};
}

std::vector<std::string> hostile_texts() {
    return {"\"",
            "\"; system(\"true\"); \"",
            ")\"",
            "R\"(",
            ")--\"; int x = R\"--(",
            "\\",
            "ends in \\",
            "\\\\",
            "\\n",
            "\\0",
            "\\\"",
            "\\u0022",
            "\\x22",
            "\\N{QUOTATION MARK}",
            "\\12",
            "'",
            "'\"'",
            "*/",
            "/*",
            "//",
            "// \\",
            "\?\?/",
            "\?\?/\?\?'\?\?<\?\?=",
            "<::>",
            "%:",
            "%:%:",
            "#include \"/etc/passwd\"",
            "#if 0",
            "#pragma once",
            "_Pragma(\"once\")",
            "__COUNTER__",
            "__DATE__",
            "}",
            "};",
            "{",
            "}}; } int x; namespace {",
            "$(true)",
            "`true`",
            "%s %n",
            "汉字：“引号”，‘单引号’。",
            "“”",
            "1汉2",
            "\xF0\xA0\x80\x80 \xF0\x9F\x98\x80",
            "a\tb",
            "7 after \\",
            "é9",
            " leading and trailing ",
            "L\"x",
            "u8\"x\"",
            "\"x\"_s",
            "@import",
            "[[noreturn]]",
            "EOF",
            "linux"};
}

std::vector<std::string> hostile_long_texts() {
    return {repeated("\"", 4096),
            repeated("\\", 4096),
            repeated("?", 4096),
            repeated("*/", 2048),
            repeated("汉", 1365) + "a",
            "a" + repeated("汉", 1365),
            repeated("\"\\", 2048),
            repeated("9\\8", 1365) + "0",
            repeated("'", 4096),
            repeated("%:", 2048),
            repeated("é1", 1365) + "0",
            repeated("?"
                     "?/",
                     1365) +
                "\\",
            repeated("//", 2048),
            repeated("%s", 2048),
            repeated("\\\"", 2048),
            repeated("#\"", 2048),
            repeated("R\"(", 1365)};
}

}  // namespace tenet::generated
