#pragma once

#include "compiler/compile.hpp"
#include "compiler/day_text.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/value_text.hpp"
#include "tests/differential/random.hpp"
#include "tests/json/reader.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

/// Random facts in JSON, right for the most part, in all the spellings that it has.
namespace tenet::json_test {

/// A policy compiled beside its header.
struct Policy {
    Subject subject;
    compiler::Compiled compiled;
    std::unique_ptr<compiler::Interpreter> interpreter;

    explicit Policy(const Subject& of) : subject(of) {
        compiler::DiskFiles files;
        compiled = compile(files, subject.path, compiler::Locks::Ignored);
        interpreter = std::make_unique<compiler::Interpreter>(compiled.program->view(), *compiled.table);
    }
    const compiler::Table& table() const { return *compiled.table; }
};

class TextWriter {
  public:
    TextWriter(const compiler::Table& table, std::uint64_t seed) : table_(table), random_(seed) {}

    std::string applicant() {
        // Most texts are right from end to end, or few would be.
        slips_ = random_.chance(50) ? 0 : 4;
        const std::string blank = blanks();
        return blank + object(table_.facts) + blanks();
    }

    /// One of a few bytes that matter to JSON is put in, taken out or put in the place of another.
    std::string mutated(std::string text) {
        constexpr std::string_view bytes = "{}[]\",:\\ute0139.-+ \n\t/'#\xE5\x9F\xFF\x01\xED\xC0\xF4";
        for (std::size_t times = 1 + random_.below(2); times > 0; --times) {
            const std::size_t at = random_.below(text.size() + 1);
            const char byte = bytes[random_.below(bytes.size())];
            switch (random_.below(3)) {
            case 0: text.insert(at, 1, byte); break;
            case 1: text.erase(at, 1); break;
            case 2: text.replace(at, 1, 1, byte); break;
            }
        }
        return text;
    }

  private:
    using Fact = compiler::TableFact;
    using Base = compiler::typed::Base;

    bool slip() { return random_.chance(slips_); }
    std::string blanks() {
        static const std::vector<std::string> all{"", "", "", " ", "\n", "\t ", "\r\n"};
        return random_.pick(all);
    }

    /// A string in double quotes, some characters of it as escapes.
    std::string quoted(std::string_view text) {
        std::string out = "\"";
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\')
                out += std::string("\\") + c;
            else if (byte < 0x20 || (byte < 0x80 && random_.chance(3)))
                out += random_.chance(50) ? fmt::format("\\u{:04x}", byte) : fmt::format("\\u{:04X}", byte);
            else
                out += c;
        }
        return out + "\"";
    }

    std::string object(const std::vector<Fact>& facts) {
        std::string out = "{";
        bool first = true;
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < facts.size(); ++i)
            if (random_.chance(70)) order.push_back(i);
        if (slip() && !order.empty()) order.push_back(random_.pick(order));
        if (random_.chance(20))
            for (std::size_t i = order.size(); i > 1; --i)
                std::swap(order[i - 1], order[random_.below(i)]);
        for (const std::size_t i : order) {
            const Fact& fact = facts[i];
            std::string name = random_.chance(50) ? fact.id : fact.name;
            if (slip()) name += random_.chance(50) ? "x" : "/~x";
            out += (first ? "" : ",") + blanks() + quoted(name) + blanks() + ":" + blanks() + value(fact) +
                   blanks();
            first = false;
        }
        return out + "}";
    }

    std::string value(const Fact& fact) {
        if (slip()) return odd_value();
        if (random_.chance(fact.type.or_none ? 20 : 0) || slip()) return "null";
        switch (fact.type.base) {
        case Base::YesNo: return random_.chance(50) ? "true" : "false";
        case Base::Date: return date(fact);
        case Base::Count:
        case Base::Number:
        case Base::Days:
        case Base::Hours:
        case Base::Period: return number(fact);
        case Base::Choice: return choice(fact);
        case Base::Set: return set(fact);
        case Base::Text: return quoted(text());
        case Base::List: return list(fact);
        }
        return "";
    }

    std::string odd_value() {
        static const std::vector<std::string> all{"true",
                                                  "null",
                                                  "0",
                                                  "-0",
                                                  "-1",
                                                  "1e2",
                                                  "1.50",
                                                  "12345678901234567890",
                                                  "0.0005",
                                                  "3.25",
                                                  "[]",
                                                  "{}",
                                                  "[1]",
                                                  "\"\"",
                                                  "\"是\"",
                                                  "\"3\"",
                                                  "20230401",
                                                  "\"2023-02-29\"",
                                                  "\"2023/4/1\"",
                                                  "\"2023年4月1日\"",
                                                  "\"2023-04-1T\"",
                                                  "\"2023-13-01\"",
                                                  "\"2023-00-10\"",
                                                  "\"1899-12-31\"",
                                                  "\"2200-01-01\"",
                                                  "1e400",
                                                  "-1e-400",
                                                  "1E+2",
                                                  "0.5",
                                                  "100000000001",
                                                  "-5.5",
                                                  "1e-3",
                                                  "\"\\ud83d\\ude00\"",
                                                  "\"\\ud83d\"",
                                                  "\"\\udc00\"",
                                                  "nul",
                                                  "True",
                                                  "03",
                                                  "+1",
                                                  ".5",
                                                  "5.",
                                                  "\"\\x\"",
                                                  "“a”",
                                                  "1.0",
                                                  "99999999999999999999999999999999999999999"};
        return random_.pick(all);
    }

    std::string date(const Fact& fact) {
        std::int64_t day = random_.between(fact.type.low, fact.type.high);
        if (slip()) day += 100000;
        return quoted(compiler::day_text(day));
    }

    std::string number(const Fact& fact) {
        const compiler::typed::Type& type = fact.type;
        const std::int64_t near = std::min<std::int64_t>(type.high, type.low + 50 * type.scale);
        std::int64_t units =
            random_.chance(70) ? random_.between(type.low, near) : random_.between(type.low, type.high);
        if (slip()) units = random_.chance(50) ? type.high + 1 : type.low - 1;
        std::string out = compiler::number_text(units, type.scale);
        if (slip()) out += out.find('.') == out.npos ? ".0" : "0";
        if (slip()) out += random_.chance(50) ? "1" : "e1";
        return out;
    }

    std::string choice(const Fact& fact) {
        const auto& value = random_.pick(table_.choices[fact.type.of].values);
        return quoted((random_.chance(50) ? value.id : value.name) + (slip() ? "x" : ""));
    }

    std::string set(const Fact& fact) {
        std::string out = "[" + blanks();
        bool first = true;
        for (const auto& value : table_.choices[fact.type.of].values) {
            if (random_.chance(50)) continue;
            for (int times = slip() ? 2 : 1; times > 0; --times) {
                out += (first ? "" : ",") + blanks() +
                       (slip() ? odd_value() : quoted(random_.chance(50) ? value.id : value.name)) + blanks();
                first = false;
            }
        }
        return out + "]";
    }

    std::string text() {
        static const std::vector<std::string> all{"",
                                                  "tenet",
                                                  "审核",
                                                  "a \"b\" \\ \n c",
                                                  "x\xF0\x9F\x98\x80y",
                                                  std::string(4096, 'a'),
                                                  "一段比较长的说明文字，用来越过八个字节的界线"};
        std::string out = random_.pick(all);
        if (slip()) out += std::string(4096, 'b');
        if (!table_.texts.empty() && random_.chance(30)) out = random_.pick(table_.texts);
        return out;
    }

    std::string list(const Fact& fact) {
        const auto most = static_cast<std::size_t>(fact.type.high);
        std::size_t count = random_.below(std::min<std::size_t>(most, 6) + 1);
        if (slip() && most < 30) count = most + 1;
        std::string out = "[" + blanks();
        for (std::size_t i = 0; i < count; ++i)
            out += (i == 0 ? "" : ",") + blanks() +
                   (slip() ? odd_value() : object(table_.records[fact.type.of].fields)) + blanks();
        return out + "]";
    }

    const compiler::Table& table_;
    differential::Random random_;
    unsigned slips_ = 0;
};

}  // namespace tenet::json_test
