#include "compiler/resolve.hpp"

#include "compiler/dependencies.hpp"
#include "compiler/suggest.hpp"
#include "compiler/walk.hpp"

#include <algorithm>
#include <string>

namespace tenet::compiler {
namespace {

using ast::ItemKind;

bool ascii_name(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return !text.empty() && !digit(text[0]) &&
           std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || digit(c); });
}

const ast::Name& name_of(const ast::File& file, Names::Entry entry) {
    switch (entry.kind) {
    case ItemKind::Fact: return file.facts[entry.index].name;
    case ItemKind::Definition: return file.definitions[entry.index].name;
    case ItemKind::Decision: return file.decisions[entry.index].name;
    }
    __builtin_unreachable();
}

class Resolver {
  public:
    Resolver(const ast::File& file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

    Names run() {
        for (const ast::Item& item : file_.items)
            declare({item.kind, item.index});
        collect_candidates();
        reads_.resize(file_.definitions.size());
        for (std::size_t i = 0; i < file_.definitions.size(); ++i)
            read(file_.definitions[i].value, &reads_[i]);
        for (const ast::Decision& decision : file_.decisions) {
            read(decision.when, nullptr);
            for (const ast::Requirement& requirement : decision.requirements) {
                read(requirement.condition, nullptr);
                read(requirement.when, nullptr);
            }
        }
        names_.order = dependency_order(file_, reads_, diagnostics_);
        find_as_of();
        return std::move(names_);
    }

  private:
    void declare(Names::Entry entry) {
        const ast::Name& name = name_of(file_, entry);
        if (name.text.empty()) return;
        claim(name.text, name.span, entry);
        if (name.twin.empty()) return;
        if (!ascii_name(name.twin)) diagnostics_.report<D::TwinNotAscii>(name.twin_span, name.twin);
        if (name.twin != name.text) claim(name.twin, name.twin_span, entry);
    }

    void claim(std::string_view text, Span span, Names::Entry entry) {
        const auto [place, fresh] = names_.entries.emplace(text, entry);
        if (fresh) return;
        const ast::Name& other = name_of(file_, place->second);
        Diagnostic& clash = diagnostics_.report<D::NameTaken>(span, text);
        clash.related.push_back({other.text == text ? other.span : other.twin_span,
                                 Arg("the other one is here", "另一个在这里")});
    }

    void collect_candidates() {
        for (const auto& [text, entry] : names_.entries) {
            if (entry.kind == ItemKind::Fact) facts_.push_back(text);
            if (entry.kind != ItemKind::Decision) values_.push_back(text);
        }
    }

    /// Looking for what was meant takes time; whoever has this many names wrong needs no more of it.
    std::string meant(std::string_view wanted, const std::vector<std::string_view>& candidates) {
        if (suggestions_left_ == 0) return {};
        --suggestions_left_;
        return std::string(suggest(wanted, candidates));
    }

    void read(ast::ExprId root, std::vector<std::uint32_t>* definitions) {
        walk(file_, root, [&](ast::ExprId id) {
            const ast::Expr& e = file_.at(id);
            if (e.kind != ast::ExprKind::Name) return;
            const Names::Entry* entry = names_.find(e.name);
            if (entry == nullptr) {
                std::string suggestion = meant(e.name, values_);
                diagnostics_.report<D::UnknownName>(e.span, e.name).suggestion = std::move(suggestion);
            } else if (entry->kind == ItemKind::Decision) {
                diagnostics_.report<D::DecisionAsValue>(e.span, e.name);
            } else if (entry->kind == ItemKind::Definition && definitions != nullptr) {
                definitions->push_back(entry->index);
            }
        });
    }

    void find_as_of() {
        if (file_.as_of.empty()) return;
        const Names::Entry* entry = names_.find(file_.as_of);
        if (entry != nullptr && entry->kind == ItemKind::Fact) {
            names_.as_of = entry->index;
            return;
        }
        std::string suggestion = meant(file_.as_of, facts_);
        diagnostics_.report<D::AsOfUnknown>(file_.as_of_span, file_.as_of).suggestion = std::move(suggestion);
    }

    const ast::File& file_;
    Diagnostics& diagnostics_;
    Names names_;
    std::vector<std::vector<std::uint32_t>> reads_;  ///< the definitions that each definition reads
    std::size_t suggestions_left_ = 20;
    std::vector<std::string_view> facts_, values_;  ///< what may have been meant
};

}  // namespace

Names resolve(const ast::File& file, Diagnostics& diagnostics) { return Resolver(file, diagnostics).run(); }

}  // namespace tenet::compiler
