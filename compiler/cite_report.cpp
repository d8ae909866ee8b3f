#include "compiler/cite_report.hpp"

#include "compiler/display.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace tenet::compiler {
namespace {

const std::string& in(const TableText& text, Lang lang) { return lang == Lang::Zh ? text.zh : text.en; }

/// Writes about one source.
class Report {
  public:
    Report(const LedgerSource& source, Lang lang) : source_(source), lang_(lang) {}

    bool zh() const { return lang_ == Lang::Zh; }
    void add(std::string_view en, std::string_view zh_text) { out += zh() ? zh_text : en; }

    std::string paragraph(std::uint32_t number) const {
        return zh() ? fmt::format("第{}段", number) : fmt::format("¶{}", number);
    }

    /// `¶1, ¶4–¶7`; `第1、4至7段`.
    std::string listed_paragraphs(const std::vector<std::uint32_t>& numbers) const {
        std::string text;
        for (std::size_t i = 0; i < numbers.size();) {
            std::size_t last = i;
            while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1)
                ++last;
            if (!text.empty()) text += zh() ? "、" : ", ";
            text += zh() ? fmt::format("{}", numbers[i]) : fmt::format("¶{}", numbers[i]);
            if (last != i)
                text += zh() ? fmt::format("至{}", numbers[last]) : fmt::format("–¶{}", numbers[last]);
            i = last + 1;
        }
        return zh() ? "第" + text + "段" : text;
    }

    void heading() {
        const std::string& title = in(source_.label, lang_);
        out += displayed(zh() ? source_.name : source_.id);
        if (!title.empty()) out += zh() ? "《" + displayed(title) + "》" : " \"" + displayed(title) + "\"";
        out += zh() ? "（" + displayed(source_.file) + "）" : " (" + displayed(source_.file) + ")";
    }

    void rule(const RestingRule& rule) {
        const std::string& name = zh() ? rule.name : rule.id;
        const std::string& label = in(rule.label, lang_);
        out += fmt::format("      {}:{}: {}", displayed(rule.file), rule.line, word_of(rule.kind, lang_));
        if (!name.empty()) out += " " + displayed(name);
        if (!label.empty()) out += zh() ? "，" + displayed(label) : " \"" + displayed(label) + "\"";
        if (!rule.readings.empty())
            out += zh() ? fmt::format("（解读 {}）",
                                      displayed(fmt::format("{}", fmt::join(rule.readings, "、"))))
                        : fmt::format(" (reading {})",
                                      displayed(fmt::format("{}", fmt::join(rule.readings, ", "))));
        out += "\n";
    }

    /// The rules that rest on a paragraph, or that it is out of scope.
    void resting(std::uint32_t number) {
        const LedgerParagraph* found = source_.find(number);
        if (found == nullptr) return;
        for (const RestingRule& each : found->rules)
            rule(each);
        if (!found->out_of_scope) return;
        add("      out of scope: ", "      不纳入：");
        out += displayed(in(*found->out_of_scope, lang_)) + "\n";
    }

    void left_over() {
        const std::vector<std::uint32_t> numbers = source_.left_over();
        if (numbers.empty()) return;
        add("  nothing cites and nothing puts out of scope: ", "  没有规则引用、也没有写明不纳入：");
        out += listed_paragraphs(numbers) + "\n";
    }

    void fate(std::uint32_t number, const Fate& fate) {
        switch (fate.kind) {
        case Fate::Kind::Same: return;
        case Fate::Kind::Moved:
            out += zh() ? fmt::format("  第{}段移到了第{}段\n", number, fate.now)
                        : fmt::format("  ¶{} has moved to ¶{}\n", number, fate.now);
            break;
        case Fate::Kind::Changed:
            out += zh() ? fmt::format("  第{}段有改动", number) : fmt::format("  ¶{} has changed", number);
            if (fate.now != number)
                out +=
                    zh() ? fmt::format("，现为第{}段", fate.now) : fmt::format(", and is now ¶{}", fate.now);
            out += "\n";
            break;
        case Fate::Kind::Gone:
            out += zh() ? fmt::format("  第{}段没有了\n", number) : fmt::format("  ¶{} is gone\n", number);
            break;
        }
        resting(number);
    }

    void changes(const Alignment& compared) {
        for (std::uint32_t i = 0; i < compared.old.size(); ++i)
            fate(i + 1, compared.old[i]);
        if (compared.added.empty()) return;
        add("  new in the document: ", "  新增：");
        out += listed_paragraphs(compared.added) + "\n";
    }

    std::string out;

  private:
    const LedgerSource& source_;
    Lang lang_;
};

/// The members that say which source it is.
void write_source(JsonWriter& json, const LedgerSource& source, Lang lang) {
    json.text("source", source.id);
    json.text("name", source.name);
    json.text("title", in(source.label, lang));
    json.text("file", source.file);
    json.key("lock");
    if (source.hashes)
        json.text(source.lock);
    else
        json.null();
}

void write_number(JsonWriter& json, std::string_view key, std::uint32_t number) {
    if (number != 0) return json.number(key, number);
    json.key(key);
    json.null();
}

void write_numbers(JsonWriter& json, std::string_view key, const std::vector<std::uint32_t>& numbers) {
    json.key(key);
    json.begin_array();
    for (const std::uint32_t number : numbers)
        json.number(std::to_string(number));
    json.end_array();
}

void write_rules(JsonWriter& json, const LedgerParagraph* paragraph, Lang lang) {
    json.key("rules");
    json.begin_array();
    if (paragraph != nullptr)
        for (const RestingRule& rule : paragraph->rules) {
            json.begin_object();
            json.text("file", rule.file);
            json.number("line", rule.line);
            json.text("kind", word_of(rule.kind, Lang::En));
            json.text("id", rule.id);
            json.text("label", in(rule.label, lang));
            json.key("readings");
            json.begin_array();
            for (const std::string& reading : rule.readings)
                json.text(reading);
            json.end_array();
            json.end_object();
        }
    json.end_array();
}

void write_out_of_scope(JsonWriter& json, const LedgerParagraph* paragraph, Lang lang) {
    json.key("out_of_scope");
    if (paragraph != nullptr && paragraph->out_of_scope)
        json.text(in(*paragraph->out_of_scope, lang));
    else
        json.null();
}

std::string_view change_id(Fate::Kind kind) {
    switch (kind) {
    case Fate::Kind::Same: return "same";
    case Fate::Kind::Moved: return "moved";
    case Fate::Kind::Changed: return "changed";
    case Fate::Kind::Gone: return "gone";
    }
    __builtin_unreachable();
}

void write_change(JsonWriter& json, std::string_view change, std::uint32_t before, std::uint32_t now,
                  const LedgerParagraph* paragraph, Lang lang) {
    json.begin_object();
    json.text("change", change);
    write_number(json, "paragraph", before);
    write_number(json, "now", now);
    write_rules(json, paragraph, lang);
    write_out_of_scope(json, paragraph, lang);
    json.end_object();
}

}  // namespace

bool SourceCheck::unchanged() const {
    if (!compared) return true;
    const auto same = [](const Fate& fate) { return fate.kind == Fate::Kind::Same; };
    return compared->added.empty() && std::all_of(compared->old.begin(), compared->old.end(), same);
}

bool SourceCheck::clean() const {
    return source->hashes && unchanged() && source->not_in_lock().empty() && source->left_over().empty();
}

std::string check_text(const SourceCheck& check, Lang lang) {
    Report report(*check.source, lang);
    const LedgerSource& source = *check.source;
    report.heading();
    if (!source.hashes) {
        report.add(": not locked yet; write the lock with `--source NAME=FILE --update`\n",
                   "：还没有锁定；请用 `--source 名称=文件 --update` 写出锁定文件\n");
        return report.out;
    }
    report.out += report.zh() ? fmt::format("：锁定 {} 段", source.locked())
                              : fmt::format(": {} paragraphs locked", source.locked());
    if (check.compared)
        report.out += report.zh()
                          ? fmt::format("，{} 中 {} 段", displayed(check.document), check.paragraphs_now)
                          : fmt::format(", {} in {}", check.paragraphs_now, displayed(check.document));
    if (check.compared && check.unchanged()) report.add(", nothing changed", "，没有改动");
    report.out += "\n";
    if (check.compared) report.changes(*check.compared);
    for (const std::uint32_t number : source.not_in_lock()) {
        report.out += "  " + report.paragraph(number);
        report.add(" is not in the lock\n", "不在锁定文件中\n");
        report.resting(number);
    }
    report.left_over();
    return report.out;
}

void write_check(JsonWriter& json, const SourceCheck& check, Lang lang) {
    const LedgerSource& source = *check.source;
    json.begin_object();
    write_source(json, source, lang);
    json.number("paragraphs", source.locked());
    json.key("changes");
    json.begin_array();
    if (check.compared) {
        for (std::uint32_t i = 0; i < check.compared->old.size(); ++i) {
            const Fate& fate = check.compared->old[i];
            if (fate.kind != Fate::Kind::Same)
                write_change(json, change_id(fate.kind), i + 1, fate.now, source.find(i + 1), lang);
        }
        for (const std::uint32_t number : check.compared->added)
            write_change(json, "new", 0, number, nullptr, lang);
    }
    json.end_array();
    json.key("not_in_lock");
    json.begin_array();
    for (const std::uint32_t number : source.not_in_lock()) {
        json.begin_object();
        json.number("paragraph", number);
        write_rules(json, source.find(number), lang);
        json.end_object();
    }
    json.end_array();
    write_numbers(json, "left_over", source.left_over());
    json.end_object();
}

std::string coverage_text(const LedgerSource& source, Lang lang) {
    Report report(source, lang);
    report.heading();
    if (source.hashes)
        report.out += report.zh() ? fmt::format("：{} 段\n", source.locked())
                                  : fmt::format(": {} paragraphs\n", source.locked());
    else
        report.add(": not locked, so that only what is cited is known\n",
                   "：还没有锁定，只列出引用到的段落\n");
    for (const std::uint32_t number : source.numbers()) {
        report.out += "  " + report.paragraph(number);
        if (source.hashes && number > source.locked()) report.add(" (not in the lock)", "（不在锁定文件中）");
        const LedgerParagraph* found = source.find(number);
        if (found == nullptr || !found->accounted_for()) report.add(": left over", "：未处理");
        report.out += "\n";
        report.resting(number);
    }
    report.left_over();
    return report.out;
}

void write_coverage(JsonWriter& json, const LedgerSource& source, Lang lang) {
    json.begin_object();
    write_source(json, source, lang);
    json.key("paragraphs");
    json.begin_array();
    for (const std::uint32_t number : source.numbers()) {
        json.begin_object();
        json.number("paragraph", number);
        write_rules(json, source.find(number), lang);
        write_out_of_scope(json, source.find(number), lang);
        json.end_object();
    }
    json.end_array();
    write_numbers(json, "not_in_lock", source.not_in_lock());
    write_numbers(json, "left_over", source.left_over());
    json.end_object();
}

}  // namespace tenet::compiler
