#include "compiler/diff_report.hpp"

#include "compiler/display.hpp"
#include "compiler/lower_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

namespace tenet::compiler {
namespace {

std::string file_and_line(const Compiled& policy, Span span) {
    const Place place = policy.sources->place(span.file, span.begin);
    return fmt::format("{}:{}", displayed(policy.sources->file(span.file).path), place.line);
}

const Compiled& policy_of(const Compared& compared, Version version) {
    return version == Version::Old ? compared.before : compared.after;
}

/// What stands before the places of a version.
std::string of_revision(const Compared& compared, Version version) {
    return version == Version::New || compared.revision.empty() ? "" : displayed(compared.revision) + ":";
}

std::string words_of_expr(const Compiled& policy, typed::ExprId id) {
    return id.valid() ? words_of(*policy.sources, policy.module->at(id).span) : "";
}

std::string with_when(const Compiled& policy, std::string words, typed::ExprId when) {
    const std::string condition = words_of_expr(policy, when);
    // What `from` and `until` add to a `when` stands apart from it.
    if (condition.empty() || words.find(condition) != std::string::npos) return words;
    return words + "  [" + condition + "]";
}

const typed::Definition* definition_of(const Compiled& policy, const std::string& id) {
    for (const typed::Definition& each : policy.module->definitions)
        if (each.name.id == id) return &each;
    return nullptr;
}

/// The cases of a value, each as it was written, with the words that say when it is taken; of a dated param its values.
std::string words_of_definition(const Compiled& policy, const typed::Definition& definition) {
    typed::ExprId value = definition.value;
    std::string out;
    const auto add = [&](std::string words, Span when) {
        const std::string taken = when.begin == when.end ? "" : words_of(*policy.sources, when);
        if (!taken.empty() && words.find(taken) == std::string::npos) words += " (" + taken + ")";
        out += (out.empty() ? "" : "; ") + words;
    };
    for (std::size_t i = 0; policy.module->at(value).kind == typed::Kind::If; ++i) {
        const bool is_case = i < definition.cases.size();
        if (!is_case && !definition.is_param) break;
        const typed::Expr& chosen = policy.module->at(value);
        add(words_of_expr(policy, chosen.b), is_case ? definition.cases[i].when : Span());
        value = chosen.c;
    }
    add(words_of_expr(policy, value), {});
    return out;
}

/// Of a version: the changed definitions that a subject reaches, by id.
class Reaching {
  public:
    Reaching(const Table& table, const std::vector<MeaningId>& meanings)
        : table_(table), meanings_(meanings) {}

    std::set<std::uint32_t> from(const std::vector<NodeId>& roots) const {
        std::set<std::uint32_t> seen;
        std::vector<NodeId> stack(roots);
        while (!stack.empty()) {
            const NodeId id = stack.back();
            stack.pop_back();
            if (!id.valid() || !seen.insert(id.value).second) continue;
            for (const NodeId operand : table_.at(id).operands())
                stack.push_back(operand);
        }
        return seen;
    }
    MeaningId meaning(const TableDefine& define) const { return meanings_[define.value.index()]; }

    /// Those that differ from the other version's and reach none that does.
    std::set<std::string> changed(const std::vector<NodeId>& roots, const Reaching& other) const {
        const std::set<std::uint32_t> seen = from(roots);
        std::vector<const TableDefine*> differing;
        for (const TableDefine& define : table_.defines)
            if (seen.contains(define.value.value) && other.differs(define.id, meaning(define)))
                differing.push_back(&define);
        std::set<std::string> out;
        for (const TableDefine* define : differing) {
            const std::set<std::uint32_t> below = from({define->value});
            const bool rests = std::any_of(differing.begin(), differing.end(), [&](const TableDefine* inner) {
                return inner->value != define->value && below.contains(inner->value.value);
            });
            if (!rests) out.insert(define->id);
        }
        return out;
    }

  private:
    bool differs(const std::string& id, MeaningId meaning) const {
        const auto found = std::find_if(table_.defines.begin(), table_.defines.end(),
                                        [&](const TableDefine& each) { return each.id == id; });
        return found == table_.defines.end() || this->meaning(*found) != meaning;
    }

    const Table& table_;
    const std::vector<MeaningId>& meanings_;
};

void tell_define(const Compiled& policy, const std::string& id, std::string& name, std::string& words,
                 std::string& place) {
    const Table& table = *policy.table;
    for (const TableDefine& define : table.defines) {
        if (define.id != id) continue;
        name = define.name;
        place = file_and_line(policy, define.span);
        const typed::Definition* const definition = definition_of(policy, id);
        if (definition != nullptr) words = words_of_definition(policy, *definition);
    }
}

/// Whether a text has the name as a word.
bool mentions(std::string_view text, std::string_view name) {
    const auto inside = [&](std::size_t i) {
        const auto c = static_cast<unsigned char>(i < text.size() ? text[i] : ' ');
        return c == '_' || c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
               (c >= 'A' && c <= 'Z');
    };
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1))
        if ((at == 0 || !inside(at - 1)) && !inside(at + name.size())) return true;
    return false;
}

std::string words_of_param(const Compiled& policy, const ast::Param& param) {
    std::string out;
    for (const ast::ParamRow& row : param.rows)
        out += (out.empty() ? "" : "; ") + words_of(*policy.sources, row.span);
    return out;
}

/// Params of one value leave nothing behind but that: those that are others are known by their names in what has been told, and where
/// nothing has been told all of them are.
void add_params(const Compared& compared, const Subject& subject, std::vector<ChangedDefine>& rows) {
    const std::string own = words_of_subject(compared, subject, Version::New);
    std::string told = own;
    for (const ChangedDefine& row : rows)
        told += '\n' + row.is;
    const bool untold = rows.empty() && own == words_of_subject(compared, subject, Version::Old);
    std::vector<ChangedDefine> named, all;
    for (const ast::Param& now : compared.after.ast->params)
        for (const ast::Param& before : compared.before.ast->params) {
            if (before.name.id() != now.name.id()) continue;
            ChangedDefine row{std::string(now.name.text), words_of_param(compared.before, before),
                              words_of_param(compared.after, now),
                              file_and_line(compared.before, before.name.span),
                              file_and_line(compared.after, now.name.span)};
            const auto same = [&](const ChangedDefine& each) { return each.name == row.name; };
            if (row.was == row.is || std::any_of(rows.begin(), rows.end(), same)) continue;
            if (mentions(told, now.name.text)) named.push_back(row);
            all.push_back(std::move(row));
        }
    if (named.empty() && untold) named = std::move(all);
    rows.insert(rows.end(), named.begin(), named.end());
}

}  // namespace

std::vector<ChangedDefine> changed_defines(const Compared& compared, const Subject& subject) {
    const Table &old_table = *compared.before.table, &new_table = *compared.after.table;
    MeaningPool pool;
    const std::vector<MeaningId> was = pool.add(old_table), is = pool.add(new_table);
    const Reaching before(old_table, was), after(new_table, is);
    std::set<std::string> ids = after.changed(roots_of(new_table, subject, Version::New), before);
    for (const std::string& id : before.changed(roots_of(old_table, subject, Version::Old), after))
        ids.insert(id);
    std::vector<ChangedDefine> out;
    for (const std::string& id : ids) {
        // An output that is itself the subject has been told already.
        if (subject.kind == Subject::Kind::Output && id == new_table.outputs[subject.index[1]].id) continue;
        ChangedDefine& row = out.emplace_back();
        tell_define(compared.before, id, row.name, row.was, row.was_at);
        tell_define(compared.after, id, row.name, row.is, row.is_at);
    }
    add_params(compared, subject, out);
    for (ChangedDefine& row : out)
        if (!row.was_at.empty()) row.was_at.insert(0, of_revision(compared, Version::Old));
    return out;
}

std::string words_of_subject(const Compared& compared, const Subject& subject, Version version) {
    const Compiled& policy = policy_of(compared, version);
    const std::uint32_t index = subject.index[place_of(version)];
    const typed::Module& module = *policy.module;
    switch (subject.kind) {
    case Subject::Kind::Refusal: return "";
    case Subject::Kind::Verdict: return words_of_expr(policy, module.decisions[index].when);
    case Subject::Kind::Requirement: {
        const typed::Requirement& row =
            module.decisions[index].requirements[subject.place[place_of(version)]];
        return with_when(policy, words_of_expr(policy, row.condition), row.when);
    }
    case Subject::Kind::Output: {
        const typed::Definition* const row = definition_of(policy, policy.table->outputs[index].id);
        return row == nullptr ? "" : words_of_definition(policy, *row);
    }
    }
    __builtin_unreachable();
}

std::string place_of_subject(const Compared& compared, const Subject& subject, Version version) {
    const Compiled& policy = policy_of(compared, version);
    const std::uint32_t index = subject.index[place_of(version)];
    const std::string from = of_revision(compared, version);
    switch (subject.kind) {
    case Subject::Kind::Refusal: return "";
    case Subject::Kind::Verdict:
        return from + file_and_line(policy, policy.module->decisions[index].name.span);
    case Subject::Kind::Requirement:
        return from +
               file_and_line(
                   policy,
                   policy.module->decisions[index].requirements[subject.place[place_of(version)]].span);
    case Subject::Kind::Output: return from + file_and_line(policy, policy.table->outputs[index].span);
    }
    __builtin_unreachable();
}

}  // namespace tenet::compiler
