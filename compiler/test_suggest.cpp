#include "compiler/test_suggest.hpp"

#include "compiler/coverage_words.hpp"
#include "compiler/display.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/output_reasons.hpp"
#include "compiler/test_run.hpp"
#include "compiler/test_words.hpp"
#include "compiler/vary.hpp"
#include "compiler/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace tenet::compiler {
namespace {

using State = FactValue::State;

/// An applicant to start from, and the test that has these facts.
struct Seed {
    FactRow facts;
    std::size_t test = TestCase::no_base;
};

class Suggesting {
  public:
    Suggesting(const Compiled& policy, Coverage& coverage, std::size_t most_tries)
        : policy_(policy), coverage_(coverage), program_(policy.program->view()),
          interpreter_(program_, *policy.table), asked_(coverage.all_results()), left_(most_tries) {
        for (std::size_t i = 0; i < policy.tests.size(); ++i)
            seeds_.push_back({facts_of(policy.tests, i, policy.table->facts.size()), i});
        if (seeds_.empty()) try_row(plain_facts(*policy.table), TestCase::no_base, true);
        if (seeds_.empty()) seeds_.push_back({plain_facts(*policy.table), TestCase::no_base});
    }

    /// Applicants who are refused come last, as little is learnt of them.
    std::vector<SuggestedTest> run() {
        for (const bool refused : {false, true})
            for (std::size_t i = 0; i < seeds_.size() && left_ != 0 && is_open(); ++i) {
                const Seed seed = seeds_[i];
                vary(*policy_.table, seed.facts, coverage_.gaps(seed.facts), [&](const FactRow& facts) {
                    try_row(facts, seed.test, refused);
                    return left_ != 0 && is_open();
                });
            }
        return std::move(found_);
    }

  private:
    bool is_open() const {
        const std::vector<Site>& sites = coverage_.sites();
        return std::any_of(sites.begin(), sites.end(), [](const Site& site) { return !site.reached; });
    }

    void try_row(const FactRow& facts, std::size_t base, bool refused_too) {
        if (left_ != 0) --left_;
        const Answer answer = interpreter_.answer(facts);
        if (answer.refused() && (!refused_too || answer.refusal.cause != Refusal::Cause::Assume)) return;
        std::vector<std::uint32_t> sites = coverage_.news(facts, answer, asked_);
        if (sites.empty()) return;
        std::sort(sites.begin(), sites.end());
        sites.erase(std::unique(sites.begin(), sites.end()), sites.end());
        coverage_.mark(sites);
        found_.push_back({facts, base, std::move(sites)});
        seeds_.push_back({facts, base});
    }

    const Compiled& policy_;
    Coverage& coverage_;
    const Program program_;
    Interpreter interpreter_;
    const AskedResults asked_;
    std::size_t left_;
    std::vector<Seed> seeds_;
    std::vector<SuggestedTest> found_;
};

/// Writes tests in one skin.
class Writer {
  public:
    Writer(const Compiled& policy, const Coverage& coverage)
        : policy_(policy), table_(*policy.table), coverage_(coverage), program_(policy.program->view()),
          interpreter_(program_, table_), skin_(skin_of_file()) {}

    std::string written(const std::vector<SuggestedTest>& tests) {
        std::string out;
        for (const SuggestedTest& test : tests)
            out += written(test);
        return out;
    }

  private:
    bool zh() const { return skin_ == Lang::Zh; }
    std::string_view in(std::string_view en, std::string_view chinese) const { return zh() ? chinese : en; }

    Lang skin_of_file() const {
        const Span name = policy_.table->span;
        const std::string_view line =
            policy_.sources->line(name.file, policy_.sources->place(name.file, name.begin).line);
        return line.starts_with(word(Kind::WordPolicy).zh) ? Lang::Zh : Lang::En;
    }

    std::string written(const SuggestedTest& test) {
        std::string out = "\n";
        for (const std::uint32_t index : test.sites) {
            const Site& site = coverage_.sites()[index];
            const std::string rule = rule_text(coverage_.rules()[site.rule]).in(skin_);
            out += fmt::format("# {}{}{}\n", rule, in(": ", "："), site_text(policy_, site).in(skin_));
        }
        out += fmt::format("{} \"{}\" {}", in("test", "测试"), free_name(), in("unconfirmed", "待确认"));
        const bool alone = test.base == TestCase::no_base;
        if (!alone) out += fmt::format(" {} {}", in("as", "同"), quoted(policy_.tests[test.base].name));
        out += "\n";
        const FactRow base =
            alone ? FactRow(table_.facts.size()) : facts_of(policy_.tests, test.base, table_.facts.size());
        for (std::uint32_t i = 0; i < table_.facts.size(); ++i)
            out += given(i, base[i], test.facts[i]);
        return out + expected(interpreter_.explained(test.facts));
    }

    /// Between the other quotation marks where there are some in it.
    static std::string quoted(std::string_view text) {
        const bool straight = text.find('"') == std::string_view::npos;
        return straight ? fmt::format("\"{}\"", text) : fmt::format("“{}”", text);
    }

    /// A name that no test of the file has.
    std::string free_name() {
        for (;;) {
            std::string name = fmt::format("{} {}", in("suggested", "补测"), ++number_);
            if (std::none_of(policy_.tests.begin(), policy_.tests.end(),
                             [&](const TestCase& test) { return test.name == name; }))
                return name;
        }
    }

    template <class Named>
    const std::string& name_of(const Named& named) const {
        return zh() ? named.name : named.id;
    }

    std::string given(std::uint32_t fact, const FactValue& before, const FactValue& now) const {
        if (same(before, now)) return {};
        const TableFact& of = table_.facts[fact];
        const std::string head = fmt::format("  {} {}", in("given", "已知"), name_of(of));
        if (now.state == State::Unknown) return fmt::format("{} {}\n", head, in("unknown", "未知"));
        if (of.type.base != typed::Base::List)
            return fmt::format("{} = {}\n", head, fact_written(table_, of.type, now, skin_));
        if (now.records.empty()) return fmt::format("{} = {}\n", head, in("empty", "没有记录"));
        return fmt::format("{}\n{}", head, rows(table_.records[of.type.of], now.records));
    }

    static bool same(const FactValue& a, const FactValue& b) {
        if (a.state != b.state || a.records.size() != b.records.size()) return false;
        if (a.state == State::Known && (a.value != b.value || a.text != b.text)) return false;
        for (std::size_t i = 0; i < a.records.size(); ++i) {
            const std::size_t fields = std::max(a.records[i].fields.size(), b.records[i].fields.size());
            for (std::size_t f = 0; f < fields; ++f)
                if (!same(field(a.records[i], f), field(b.records[i], f))) return false;
        }
        return true;
    }
    static FactValue field(const Record& record, std::size_t at) {
        return at < record.fields.size() ? record.fields[at] : FactValue{};
    }

    std::string rows(const TableRecord& type, const std::vector<Record>& records) const {
        std::vector<std::vector<std::string>> cells(1);
        for (const TableFact& each : type.fields)
            cells.front().push_back(name_of(each));
        for (const Record& record : records) {
            std::vector<std::string>& row = cells.emplace_back();
            for (std::size_t f = 0; f < type.fields.size(); ++f) {
                const FactValue value = field(record, type.declared[f]);
                row.push_back(value.state == State::Unknown
                                  ? std::string()
                                  : fact_written(table_, type.fields[f].type, value, skin_));
            }
        }
        std::string out;
        for (const std::vector<std::string>& row : cells) {
            out += "   ";
            for (std::size_t f = 0; f < row.size(); ++f)
                out += " | " + row[f] + std::string(width(cells, f) - display_width(row[f]), ' ');
            out += " |\n";
        }
        return out;
    }

    static std::size_t width(const std::vector<std::vector<std::string>>& cells, std::size_t column) {
        std::size_t widest = 0;
        for (const std::vector<std::string>& row : cells)
            widest = std::max(widest, display_width(row[column]));
        return widest;
    }

    std::string expected(Explained explained) const {
        const std::string head = fmt::format("  {} ", in("expect", "预期"));
        if (explained.answer.refused()) return head + std::string(in("refused", "拒绝")) + "\n";
        explain_outputs(*policy_.module, *policy_.sources, explained);
        const Telling telling{table_, explained, skin_};
        std::string out;
        for (std::uint32_t i = 0; i < table_.decisions.size(); ++i)
            out += head + verdict_written(telling, i, skin_) + "\n";
        for (std::uint32_t i = 0; i < table_.outputs.size(); ++i)
            out += head + output_written(telling, i, skin_) + "\n";
        return out;
    }

    const Compiled& policy_;
    const Table& table_;
    const Coverage& coverage_;
    const Program program_;
    Interpreter interpreter_;
    const Lang skin_;
    unsigned number_ = 0;
};

/// The files as they are, but for one with another text.
class Overlay final : public FileSystem {
  public:
    Overlay(FileSystem& files, const std::string& path, const std::string& text)
        : files_(files), key_(one_way(files, path)), text_(text) {}

    Result<std::string> read(const std::string& path, std::size_t limit) override {
        if (one_way(files_, path) != key_) return files_.read(path, limit);
        if (text_.size() <= limit) return {text_, {}};
        return {{}, {path, "too large", "过大", true}};
    }
    Result<std::string> canonical(const std::string& path) override { return files_.canonical(path); }
    bool is_folder(const std::string& path) override { return files_.is_folder(path); }
    Result<std::vector<std::string>> files_below(const std::string& folder,
                                                 std::string_view ending) override {
        return files_.files_below(folder, ending);
    }

  private:
    FileSystem& files_;
    const std::string key_;
    const std::string& text_;
};

/// Whether the text compiles and so many tests at its end pass.
bool passes(FileSystem& files, const std::string& path, const std::string& text, std::size_t number) {
    Overlay overlay(files, path, text);
    const Compiled policy = compile(overlay, path);
    if (!policy.ok() || policy.tests.size() < number) return false;
    const Program program = policy.program->view();
    Interpreter interpreter(program, *policy.table);
    for (std::size_t i = policy.tests.size() - number; i < policy.tests.size(); ++i)
        if (!run_test(interpreter, *policy.table, policy.tests, i).passed()) return false;
    return true;
}

}  // namespace

std::vector<SuggestedTest> suggest_tests(const Compiled& policy, Coverage& coverage, std::size_t most_tries) {
    return Suggesting(policy, coverage, most_tries).run();
}

std::string with_tests(FileSystem& files, const std::string& path, const std::string& text,
                       const Compiled& policy, const Coverage& coverage, std::vector<SuggestedTest>& tests) {
    const auto whole = [&](const std::vector<SuggestedTest>& some) {
        const bool ended = text.empty() || text.back() == '\n';
        std::string more = (ended ? "" : "\n") + Writer(policy, coverage).written(some);
        if (text.find("\r\n") != std::string::npos)
            for (std::size_t at = 0; (at = more.find('\n', at)) != std::string::npos; at += 2)
                more.insert(at, 1, '\r');
        return text + more;
    };
    std::string all = whole(tests);
    if (passes(files, path, all, tests.size())) return all;
    // Something in one of them cannot be written as a test: each is tried alone.
    std::erase_if(tests, [&](const SuggestedTest& each) { return !passes(files, path, whole({each}), 1); });
    all = whole(tests);
    if (passes(files, path, all, tests.size())) return all;
    tests.clear();
    return text;
}

}  // namespace tenet::compiler
