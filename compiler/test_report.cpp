#include "compiler/test_report.hpp"

#include "compiler/display.hpp"
#include "compiler/facts_json.hpp"
#include "compiler/json_writer.hpp"
#include "compiler/result_json.hpp"
#include "compiler/result_names.hpp"
#include "compiler/result_refusal.hpp"
#include "compiler/result_text.hpp"
#include "compiler/test_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tenet::compiler {
namespace {

std::string place_text(const Compiled& policy, Span span) {
    const Place place = policy.sources->place(span.file, span.begin);
    return fmt::format("{}:{}", displayed(policy.sources->file(span.file).path), place.line);
}

std::uint32_t line_of(const Compiled& policy, Span span) {
    return policy.sources->place(span.file, span.begin).line;
}

/// The text with its lines set in; its first line is left out, as it only says whose it is.
std::string reasons_text(const std::string& block) {
    std::string out;
    std::size_t at = block.find('\n');
    while (at != std::string::npos && at + 1 < block.size()) {
        const std::size_t end = std::min(block.find('\n', at + 1), block.size());
        out += "    " + block.substr(at + 1, end - at - 1) + "\n";
        at = end;
    }
    return out;
}

/// The requirements, by their places in the decision, in which what came differs from what was expected; all that a verdict
/// rests on where it does not say which.
std::vector<std::uint32_t> differing(const TestExpect& expect, const DecisionAnswer& answer) {
    if (answer.verdict == VerdictKind::NotApplicable) return {};
    std::vector<std::uint32_t> came = reasons_of(answer, answer.verdict), differ;
    if (expect.lists.because) {
        const auto among = [](const std::vector<std::uint32_t>& all, std::uint32_t k) {
            return std::find(all.begin(), all.end(), k) != all.end();
        };
        for (std::uint32_t k = 0; k < answer.requirements.size(); ++k)
            if (among(came, k) != among(expect.because, k)) differ.push_back(k);
    }
    if (!differ.empty() || !came.empty()) return differ.empty() ? came : differ;
    // Some were to fail, and none did.
    for (std::uint32_t k = 0; k < answer.requirements.size(); ++k)
        if (answer.requirements[k] != RequirementStatus::NotApplicable) differ.push_back(k);
    return differ;
}

/// `；依据 通知第8段（解读 A10）` of a test, as results show it.
std::string citations_text(const Compiled& policy, const TestCase& test, Lang lang) {
    std::vector<TableCitation> all;
    for (const ast::Citation& each : test.citations) {
        TableCitation& citation = all.emplace_back(
            TableCitation{std::string(each.source), std::string(each.source), each.paragraphs, {}});
        citation.readings.assign(each.readings.begin(), each.readings.end());
        for (const ast::Document& document : policy.ast->documents)
            if (each.source == document.name.text && !document.name.twin.empty())
                citation.source = document.name.twin;
            else if (each.source == document.name.twin)
                citation.source_name = document.name.text;
    }
    return cited(all, lang);
}

/// `…：未通过 "…"`, with what the test cites: its reading is what broke.
std::string head_text(const Compiled& policy, const TestCase& test, Lang lang) {
    const bool zh = lang == Lang::Zh;
    return fmt::format(fmt::runtime(zh ? "{}：未通过 \"{}\"{}{}\n" : "{}: failed \"{}\"{}{}\n"),
                       place_text(policy, test.span), displayed(test.name),
                       !test.unconfirmed ? ""
                       : zh              ? "（待确认）"
                                         : " (unconfirmed)",
                       citations_text(policy, test, lang));
}

/// What is asked of, so that its reasons are shown: those of other results would only be in the way.
std::string reasons(const Compiled& policy, const TestExpect& expect, const Explained& explained, Lang lang) {
    Shown shown{policy.fingerprints->meaning, {}, {}, lang, false, false};
    if (explained.answer.refused() || expect.kind == ast::ExpectKind::Refused) return {};
    if (expect.kind == ast::ExpectKind::Verdict) {
        shown.decisions.push_back(expect.subject);
        shown.requirements = differing(expect, explained.answer.decisions[expect.subject]);
    } else if (!explained.answer.outputs[expect.subject].value.determined())
        shown.outputs.push_back(expect.subject);
    return reasons_text(result_text(*policy.table, explained, shown, 0));
}

std::string counted_tests(std::size_t number) {
    return fmt::format("{} test{}", number, number == 1 ? "" : "s");
}

std::string counted_files(std::size_t number) {
    return fmt::format("{} file{}", number, number == 1 ? "" : "s");
}

std::string without_text(const TestCounts& counts, Lang lang) {
    constexpr std::size_t most = 20;
    if (counts.without.empty()) return {};
    std::string files;
    for (std::size_t i = 0; i < counts.without.size() && i < most; ++i)
        files += (i == 0 ? "" : lang == Lang::Zh ? "、" : ", ") + displayed(counts.without[i]);
    if (counts.without.size() > most)
        files += lang == Lang::Zh ? fmt::format(" 等 {} 个文件", counts.without.size())
                                  : fmt::format(" and {} more", counts.without.size() - most);
    return lang == Lang::Zh ? fmt::format("没有测试的文件：{}\n", files)
                            : fmt::format("without tests: {}\n", files);
}

std::string unconfirmed_text(const TestCounts& counts, Lang lang) {
    if (counts.unconfirmed == 0) return {};
    const std::size_t failed = counts.unconfirmed_failed;
    if (lang == Lang::Zh)
        return fmt::format("其中待确认 {} 个{}；核对无误后请删去 `待确认`\n", counts.unconfirmed,
                           failed == 0 ? "" : fmt::format("（{} 个未通过）", failed));
    return fmt::format(
        "{} of them unconfirmed{}; take the word `unconfirmed` away once a person has checked them\n",
        counts.unconfirmed, failed == 0 ? "" : fmt::format(" ({} failed)", failed));
}

/// What `tenet eval --format json` answers to these facts.
void write_answer(JsonWriter& json, const Compiled& policy, const Explained& explained, Lang lang) {
    Shown shown{policy.fingerprints->meaning, {}, {}, lang, false};
    const Table& table = *policy.table;
    if (explained.answer.refused())
        return write_problems(json, table, {refusal_problem(table, explained, {})}, shown);
    for (std::uint32_t i = 0; i < table.decisions.size(); ++i)
        shown.decisions.push_back(i);
    for (std::uint32_t i = 0; i < table.outputs.size(); ++i)
        shown.outputs.push_back(i);
    write_result(json, table, explained, shown);
}

/// The text with what may not be printed shown as such, line by line.
std::string displayed_lines(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        out += displayed(text.substr(at, end - at));
        if (end < text.size()) out += '\n';
        at = end + 1;
    }
    return out;
}

/// Characters as XML 1.0 takes them; those that it does not take stand as they are displayed.
std::string xml(std::string_view text) {
    std::string out;
    for (const char c : displayed_lines(text)) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\n': out += "&#10;"; break;
        default: out += c;
        }
    }
    // U+FFFE and U+FFFF are no characters to XML.
    for (const std::string_view none : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"})
        for (std::size_t at; (at = out.find(none)) != std::string::npos;)
            out.replace(at, none.size(), "\xEF\xBF\xBD");
    return out;
}

}  // namespace

std::string failure_text(const Compiled& policy, const TestCase& test, const TestOutcome& outcome,
                         Lang lang) {
    const bool zh = lang == Lang::Zh;
    std::string out = head_text(policy, test, lang);
    const Telling telling{*policy.table, outcome.explained, lang};
    for (std::size_t i = 0; i < test.expects.size(); ++i) {
        if (outcome.held[i]) continue;
        const TestExpect& expect = test.expects[i];
        out += fmt::format("  {}{}  ({})\n",
                           zh ? "预期：" : "expected: ", expected_text(*policy.sources, expect),
                           place_text(policy, expect.span));
        out += fmt::format("  {}{}\n",
                           zh ? "实际：" : "actual:   ", actual_text(telling, *policy.sources, expect));
        out += reasons(policy, expect, outcome.explained, lang);
    }
    return out + "\n";
}

std::string failed_name(const Compiled& policy, const TestCase& test, Lang lang) {
    return head_text(policy, test, lang);
}

std::string summary_text(const TestCounts& counts, Lang lang) {
    const bool zh = lang == Lang::Zh;
    std::string out;
    if (zh && counts.failed == 0)
        out = fmt::format("{} 个文件中的 {} 个测试全部通过\n", counts.files, counts.run);
    else if (zh)
        out = fmt::format("{} 个文件中的 {} 个测试有 {} 个未通过\n", counts.files, counts.run, counts.failed);
    else if (counts.failed == 0)
        out = fmt::format("{} passed in {}\n", counted_tests(counts.run), counted_files(counts.files));
    else
        out = fmt::format("{} of {} failed in {}\n", counts.failed, counted_tests(counts.run),
                          counted_files(counts.files));
    return out + unconfirmed_text(counts, lang) + without_text(counts, lang);
}

std::string test_json(const Compiled& policy, const TestCase& test, const TestOutcome& outcome, Lang lang) {
    JsonWriter json(false);
    json.begin_object();
    json.text("file", policy.sources->file(test.span.file).path);
    json.number("line", line_of(policy, test.span));
    json.text("policy", policy.table->policy);
    json.text("name", test.name);
    json.key("unconfirmed");
    json.boolean(test.unconfirmed);
    json.key("passed");
    json.boolean(outcome.passed());
    json.key("facts");
    write_facts(json, *policy.table, outcome.explained.facts);
    json.key("result");
    write_answer(json, policy, outcome.explained, lang);
    json.key("expectations");
    json.begin_array();
    const Telling telling{*policy.table, outcome.explained, lang};
    for (std::size_t i = 0; i < test.expects.size(); ++i) {
        json.begin_object();
        json.number("line", line_of(policy, test.expects[i].span));
        json.key("held");
        json.boolean(outcome.held[i]);
        json.text("expected", expected_text(*policy.sources, test.expects[i]));
        json.text("actual", actual_text(telling, *policy.sources, test.expects[i]));
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.written();
}

std::string test_junit(const Compiled& policy, const TestCase& test, const TestOutcome& outcome, Lang lang) {
    const std::string head =
        fmt::format("    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\"", xml(test.name),
                    xml(policy.table->policy), xml(policy.sources->file(test.span.file).path),
                    line_of(policy, test.span));
    if (outcome.passed()) return head + "/>\n";
    const std::string text = failure_text(policy, test, outcome, lang);
    return fmt::format("{}>\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n", head,
                       xml(text.substr(0, text.find('\n'))), xml(text));
}

std::string suite_junit(const Compiled& policy, const std::string& cases, std::size_t run,
                        std::size_t failed) {
    return fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\">\n{}"
                       "  </testsuite>\n",
                       xml(policy.table->policy), run, failed, cases);
}

std::string faulty_junit(std::string_view path) {
    const std::string name = xml(path);
    return fmt::format("  <testsuite name=\"{0}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n"
                       "    <testcase name=\"{0}\" classname=\"{0}\" file=\"{0}\">\n"
                       "      <error message=\"the policy has errors\"/>\n    </testcase>\n  </testsuite>\n",
                       name);
}

std::string summary_json(const TestCounts& counts) {
    JsonWriter json(false);
    json.begin_object();
    json.number("run", counts.run);
    json.number("failed", counts.failed);
    json.number("unconfirmed", counts.unconfirmed);
    json.number("unconfirmed_failed", counts.unconfirmed_failed);
    json.number("files", counts.files);
    json.key("without_tests");
    json.begin_array();
    for (const std::string& file : counts.without)
        json.text(file);
    json.end_array();
    json.end_object();
    return json.written();
}

}  // namespace tenet::compiler
