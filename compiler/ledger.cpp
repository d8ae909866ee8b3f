#include "compiler/ledger.hpp"

#include "compiler/lock.hpp"
#include "compiler/table_rows.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace tenet::compiler {
namespace {

/// Gathers what the files of a set say of their sources; files that several use are gone through once.
class Gatherer {
  public:
    Gatherer(FileSystem& files, PolicySet& set) : files_(files), set_(set) {}

    std::vector<LedgerSource> run() {
        for (const PolicySet::Member& member : set_.members)
            if (member.policy.ast) add_sources(member.policy);
        // Each file by itself first: only then it is known what its requirements are called.
        for (const bool own : {true, false})
            for (const PolicySet::Member& member : set_.members)
                if (member.policy.ast) add_rules(member.policy, own);
        for (LedgerSource& source : out_)
            for (auto& [number, each] : source.paragraphs)
                std::stable_sort(each.rules.begin(), each.rules.end(),
                                 [](const RestingRule& a, const RestingRule& b) {
                                     return std::tie(a.file, a.line) < std::tie(b.file, b.line);
                                 });
        return std::move(out_);
    }

  private:
    using Key = std::pair<std::string, std::uint32_t>;  // a file and a place in it

    static const std::string& path_of(const Compiled& policy, Span span) {
        return policy.sources->file(span.file).path;
    }

    void add_sources(const Compiled& policy) {
        for (const ast::Document& document : policy.ast->documents) {
            const std::string& file = path_of(policy, document.span);
            if (!places_.try_emplace({file, document.name.span.begin}, out_.size()).second) continue;
            LedgerSource source{std::string(document.name.id()),
                                std::string(document.name.text),
                                text_of(document.label),
                                file,
                                lock_path(file),
                                {},
                                {}};
            take_lock(policy, document, source);
            for (const ast::OutOfScope& line : document.out_of_scope)
                for (const std::uint32_t number : line.paragraphs)
                    source.paragraphs[number].out_of_scope = text_of(line.reason);
            out_.push_back(std::move(source));
        }
    }

    void take_lock(const Compiled& policy, const ast::Document& document, LedgerSource& source) {
        const auto [place, fresh] = locks_.try_emplace(source.lock);
        if (fresh) {
            const SourceFile& declaring = policy.sources->file(document.span.file);
            const std::uint32_t copy = set_.sources->add(declaring.path, declaring.text);
            const Span declared{copy, document.name.span.begin, document.name.span.end};
            place->second = read_lock(files_, source.lock, declared, *set_.sources, set_.diagnostics);
        }
        const std::vector<std::string>* hashes = place->second ? place->second->find(source.id) : nullptr;
        if (hashes != nullptr) source.hashes = *hashes;
    }

    /// The source that a citation of this policy means; there is one once the policy is checked.
    LedgerSource* source_of(const Compiled& policy, const ast::Citation& citation) {
        for (const ast::Document& document : policy.ast->documents)
            if (document.name.text == citation.source || document.name.twin == citation.source)
                return &out_[places_.at({path_of(policy, document.span), document.name.span.begin})];
        return nullptr;
    }

    void add_rules(const Compiled& policy, bool own) {
        const std::map<std::uint32_t, const typed::Symbol*> ids = requirement_ids(policy);
        for (const Citing& citing : citing_rules(*policy.ast)) {
            const std::string& file = path_of(policy, citing.span);
            if (policy.ast->own(citing.span) != own) continue;
            if (!known_.emplace(file, citing.span.begin).second) continue;
            RestingRule rule;
            rule.file = file;
            rule.begin = citing.span.begin;
            rule.line = policy.sources->place(citing.span.file, citing.span.begin).line;
            rule.kind = citing.kind;
            if (citing.name != nullptr) rule.id = citing.name->id(), rule.name = citing.name->text;
            const auto id = ids.find(citing.span.begin);
            if (citing.kind == CitingKind::Requirement && own && id != ids.end())
                rule.id = id->second->id, rule.name = id->second->text;
            if (citing.label != nullptr) rule.label = text_of(*citing.label);
            if (citing.kind == CitingKind::Test)
                rule.label = {std::string(citing.title), std::string(citing.title)};
            for (const ast::Citation& citation : *citing.citations)
                add_citation(policy, citation, rule);
        }
    }

    void add_citation(const Compiled& policy, const ast::Citation& citation, RestingRule rule) {
        LedgerSource* source = source_of(policy, citation);
        if (source == nullptr) return;
        rule.readings.assign(citation.readings.begin(), citation.readings.end());
        for (const std::uint32_t number : citation.paragraphs)
            source->paragraphs[number].rules.push_back(rule);
    }

    /// What requirements are called, by their places in the asked file: some are called by what they read.
    static std::map<std::uint32_t, const typed::Symbol*> requirement_ids(const Compiled& policy) {
        std::map<std::uint32_t, const typed::Symbol*> out;
        if (!policy.module) return out;
        for (const typed::Decision& decision : policy.module->decisions)
            for (const typed::Requirement& each : decision.requirements)
                out.emplace(each.span.begin, &each.id);
        return out;
    }

    FileSystem& files_;
    PolicySet& set_;
    std::vector<LedgerSource> out_;
    std::map<Key, std::size_t> places_;
    std::set<Key> known_;
    std::map<std::string, std::optional<Lock>> locks_;
};

}  // namespace

bool LedgerParagraph::accounted_for() const {
    return out_of_scope || std::any_of(rules.begin(), rules.end(),
                                       [](const RestingRule& rule) { return rule.kind != CitingKind::Test; });
}

const LedgerParagraph* LedgerSource::find(std::uint32_t number) const {
    const auto found = paragraphs.find(number);
    return found == paragraphs.end() ? nullptr : &found->second;
}

std::vector<std::uint32_t> LedgerSource::numbers() const {
    std::vector<std::uint32_t> out;
    for (std::uint32_t number = 1; number <= locked(); ++number)
        out.push_back(number);
    for (auto each = paragraphs.upper_bound(locked()); each != paragraphs.end(); ++each)
        out.push_back(each->first);
    return out;
}

std::vector<std::uint32_t> LedgerSource::left_over() const {
    std::vector<std::uint32_t> out;
    for (std::uint32_t number = 1; number <= locked(); ++number)
        if (const LedgerParagraph* each = find(number); each == nullptr || !each->accounted_for())
            out.push_back(number);
    return out;
}

std::vector<std::uint32_t> LedgerSource::not_in_lock() const {
    std::vector<std::uint32_t> out;
    if (!hashes) return out;
    for (auto each = paragraphs.upper_bound(locked()); each != paragraphs.end(); ++each)
        out.push_back(each->first);
    return out;
}

std::vector<LedgerSource> ledger(FileSystem& files, PolicySet& set) { return Gatherer(files, set).run(); }

}  // namespace tenet::compiler
