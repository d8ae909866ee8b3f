#include "compiler/policy_set.hpp"

#include "compiler/set_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace tenet::compiler {
namespace {

constexpr std::string_view policy_ending = ".policy";
constexpr std::size_t most_policies = 1000;

/// Finds what the files of a set do not agree on.
class Agreement {
  public:
    explicit Agreement(PolicySet& set) : set_(set) {}

    void check() {
        for (std::size_t i = 0; i < set_.members.size(); ++i)
            if (set_.members[i].policy.ast) check_name(i);
        check_rounding();
        // A second policy of a name is most often a copy, whose facts need no judging.
        for (std::size_t i = 0; i < set_.members.size(); ++i)
            if (set_.members[i].policy.table && !copies_.contains(i)) check_facts(i);
    }

  private:
    /// A place in a member's files, as a place in those of the set.
    Span lifted(std::size_t member, Span span) {
        const SourceFile& file = set_.members[member].policy.sources->file(span.file);
        const auto [known, fresh] = by_path_.try_emplace(file.path, 0U);
        if (fresh) known->second = set_.sources->add(file.path, file.text);
        return {known->second, span.begin, span.end};
    }

    const ast::Header& header(std::size_t member) const { return set_.members[member].policy.ast->asked(); }

    void relate(Diagnostic& report, std::size_t member, Span span) {
        report.related.push_back({lifted(member, span), Arg("the other one is here", "另一处在这里")});
    }

    void check_name(std::size_t member) {
        const ast::Name& name = header(member).policy;
        if (name.text.empty()) return;
        const auto [first, fresh] = names_.try_emplace(name.id(), member);
        if (fresh) return;
        copies_.insert(member);
        Diagnostic& report =
            set_.diagnostics.report<D::PolicyNameTaken>(lifted(member, name.span), name.id());
        relate(report, first->second, header(first->second).policy.span);
    }

    /// One way to round holds for the whole set; where one file rounds up none may leave it unsaid.
    void check_rounding() {
        struct Said {
            std::size_t member;
            const ast::Header* header;
        };
        std::optional<Said> first;
        for (std::size_t i = 0; i < set_.members.size(); ++i) {
            if (!set_.members[i].policy.ast) continue;
            const ast::Header& own = header(i);
            if (own.rounding_span.begin == own.rounding_span.end) continue;
            if (!first) first = Said{i, &own};
            if (own.rounding == first->header->rounding) continue;
            Diagnostic& report = set_.diagnostics.report<D::RoundingOfSet>(lifted(i, own.rounding_span));
            relate(report, first->member, first->header->rounding_span);
        }
        if (!first || first->header->rounding == ast::Rounding::Down) return;
        for (std::size_t i = 0; i < set_.members.size(); ++i) {
            const Compiled& policy = set_.members[i].policy;
            if (!policy.module || !policy.module->has_as_of() || policy.module->rounding == ast::Rounding::Up)
                continue;
            if (!says_rounding(*policy.ast)) {
                Diagnostic& report =
                    set_.diagnostics.report<D::RoundingUnsaid>(lifted(i, header(i).as_of_span));
                relate(report, first->member, first->header->rounding_span);
            }
        }
    }

    static bool says_rounding(const ast::File& file) {
        return std::any_of(file.headers.begin(), file.headers.end(), [](const ast::Header& each) {
            return each.rounding_span.begin != each.rounding_span.end;
        });
    }

    void check_facts(std::size_t member) {
        const Table& table = *set_.members[member].policy.table;
        for (std::uint32_t i = 0; i < table.facts.size(); ++i) {
            const TableFact& fact = table.facts[i];
            const auto by_id = facts_.try_emplace(fact.id, std::pair(member, i));
            const auto by_name = facts_.try_emplace(fact.name, std::pair(member, i));
            for (const auto& [first, fresh] : {by_id, by_name}) {
                const auto [other, place] = first->second;
                if (fresh || other == member) continue;
                const Table& others = *set_.members[other].policy.table;
                const std::optional<Arg> difference =
                    fact_difference(table, fact, others, others.facts[place]);
                if (!difference) continue;
                Diagnostic& report = set_.diagnostics.report<D::FactDiffers>(lifted(member, fact.span),
                                                                             fact.name, *difference);
                relate(report, other, others.facts[place].span);
                break;
            }
        }
    }

    PolicySet& set_;
    std::map<std::string, std::uint32_t> by_path_;
    std::map<std::string_view, std::size_t> names_;
    std::set<std::size_t> copies_;
    std::unordered_map<std::string_view, std::pair<std::size_t, std::uint32_t>> facts_;
};

WorldError no_policy(const std::string& folder) {
    return {folder, "there is no file `*.policy` in this folder", "这个文件夹中没有 `*.policy` 文件", false};
}

WorldError too_many(const std::string& folder) {
    return {folder, fmt::format("there are more than {} policies in this folder", most_policies),
            fmt::format("这个文件夹中的政策文件超过 {} 个", most_policies), false};
}

}  // namespace

bool PolicySet::Member::is_question() const {
    return policy.table && !(policy.table->decisions.empty() && policy.table->outputs.empty());
}

bool PolicySet::ok() const {
    return !world && !diagnostics.has_errors() &&
           std::all_of(members.begin(), members.end(), [](const Member& each) { return each.policy.ok(); });
}

std::vector<const PolicySet::Member*> PolicySet::questions() const {
    std::vector<const Member*> out;
    for (const Member& member : members)
        if (member.is_question()) out.push_back(&member);
    return out;
}

PolicySet compile_set(FileSystem& files, const std::string& folder, Locks locks) {
    PolicySet set;
    set.sources = std::make_unique<Sources>();
    Result<std::vector<std::string>> paths = files.files_below(folder, policy_ending);
    if (!paths)
        set.world = std::move(paths.error);
    else if (paths.value->empty())
        set.world = no_policy(folder);
    else if (paths.value->size() > most_policies)
        set.world = too_many(folder);
    if (set.world) return set;
    for (std::string& path : *paths.value) {
        Compiled policy = compile(files, path, locks);
        set.members.push_back({std::move(path), std::move(policy)});
    }
    Agreement(set).check();
    return set;
}

PolicySet compile_path(FileSystem& files, const std::string& path, Locks locks) {
    if (files.is_folder(path)) return compile_set(files, path, locks);
    PolicySet set;
    set.sources = std::make_unique<Sources>();
    set.members.push_back({path, compile(files, path, locks)});
    return set;
}

std::vector<std::string_view> declared_facts(const PolicySet& set) {
    std::vector<std::string_view> out;
    for (const PolicySet::Member& member : set.members)
        for (const ast::Fact& fact : member.policy.ast->facts) {
            out.push_back(fact.name.text);
            if (!fact.name.twin.empty()) out.push_back(fact.name.twin);
        }
    return out;
}

void Told::keep_news(Diagnostics& diagnostics, const Sources& sources) {
    diagnostics.drop_if([&](const Diagnostic& each) {
        std::string key = fmt::format("{}:{}:{}:{}", sources.file(each.span.file).path, each.span.begin,
                                      each.span.end, row(each.kind).code);
        for (const Arg& arg : each.args)
            key += '\n' + arg.en;
        return !told_.insert(std::move(key)).second;
    });
}

}  // namespace tenet::compiler
