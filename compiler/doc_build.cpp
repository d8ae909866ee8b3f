#include "compiler/doc_build.hpp"

#include "compiler/ledger.hpp"
#include "compiler/table_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

namespace tenet::compiler::doc {
namespace {

/// The folder that all paths share, with its slash: what a page says of files must not tell where the set lies.
std::size_t shared_folder(const PolicySet& set) {
    const std::string& first = set.members.front().path;
    std::size_t length = first.rfind('/') == std::string::npos ? 0 : first.rfind('/') + 1;
    for (const PolicySet::Member& member : set.members)
        while (length > 0 && member.path.compare(0, length, first, 0, length) != 0)
            length = length < 2 || first.rfind('/', length - 2) == std::string::npos
                         ? 0
                         : first.rfind('/', length - 2) + 1;
    return length;
}

class PageBuilder {
  public:
    PageBuilder(FileSystem& files, PolicySet& set, const TestsRun* tests)
        : world_(files), set_(set), tests_(tests), shared_(shared_folder(set)), ledger_(ledger(files, set)) {}

    Page run() {
        for (const PolicySet::Member& member : set_.members)
            files_.push_back(std::make_unique<DocFile>(member.policy, member.path.substr(shared_),
                                                       paths_of(member.policy), anchors_));
        Mentions mentions;
        for (const auto& file : files_)
            file->read_names();
        for (const auto& file : files_)
            file->add_mentions(mentions);
        for (const auto& file : files_) {
            file->use_mentions(mentions);
            page_.policies.push_back(policy_of(*file));
        }
        if (tests_ != nullptr) add_coverage();
        std::stable_partition(page_.policies.begin(), page_.policies.end(),
                              [](const Policy& each) { return each.is_question; });
        for (const LedgerSource& source : ledger_)
            page_.sources.push_back(source_of(source));
        page_.title = title();
        return std::move(page_);
    }

  private:
    /// While the policies are still in the order of the files.
    void add_coverage() {
        page_.coverage =
            Coverage{tests_->coverage.sums(), tests_->run, tests_->failed.size(), tests_->unconfirmed};
        const std::vector<ToldSite> sites = tests_->coverage.sites();
        for (std::size_t i = 0; i < files_.size(); ++i)
            add_reach(*files_[i], *tests_, sites, anchors_, page_.policies[i]);
    }

    std::vector<std::string> paths_of(const Compiled& policy) {
        std::vector<std::string> out;
        for (std::uint32_t i = 0; i < policy.sources->size(); ++i)
            out.push_back(one_way(world_, policy.sources->file(i).path));
        return out;
    }

    /// What rests on a paragraph, with its place on the page.
    Resting resting(const RestingRule& rule) {
        const Declared declared{one_way(world_, rule.file), rule.begin};
        if (owners_.empty())
            for (const auto& file : files_)
                for (const auto& [begin, link] : file->owners())
                    owners_.emplace(file->place_of({file->ast().asked().file, begin, begin}), link);
        Resting out;
        out.kind = {std::string(word_of(rule.kind, Lang::En)), std::string(word_of(rule.kind, Lang::Zh))};
        out.file = rule.file.substr(std::min(shared_, rule.file.size()));
        out.line = rule.line;
        out.readings = rule.readings;
        out.rule = {label_or_name(rule.label, rule.name, rule.id), anchors_.find(declared), rule.name};
        const auto owner = owners_.find(declared);
        if (owner != owners_.end() && !owner->second.target.empty()) out.rule = owner->second;
        return out;
    }

    Source source_of(const LedgerSource& source) {
        Source out;
        for (const auto& file : files_)
            for (const ast::Document& each : file->ast().documents)
                if (file->own(each.span) && each.name.text == source.name &&
                    one_way(world_, source.file) == file->place_of(each.name.span).first)
                    file->describe(out, each.name, each.label, each.span, {});
        if (source.hashes) out.locked = source.locked();
        for (const std::uint32_t number : source.numbers()) {
            Paragraph& paragraph = out.paragraphs.emplace_back();
            paragraph.number = number;
            paragraph.id = fmt::format("{}.{}", out.id, number);
            paragraph.in_lock = !source.hashes || number <= source.locked();
            const LedgerParagraph* said = source.find(number);
            if (said == nullptr) continue;
            paragraph.out_of_scope = said->out_of_scope;
            for (const RestingRule& rule : said->rules)
                paragraph.rules.push_back(resting(rule));
        }
        return out;
    }

    /// The label of the one question there is, or what the names of all policies begin with.
    TableText title() const {
        const auto questions = std::count_if(page_.policies.begin(), page_.policies.end(),
                                             [](const Policy& each) { return each.is_question; });
        if (questions == 1 || page_.policies.size() == 1) return page_.policies.front().label;
        std::string shared = page_.policies.front().id;
        for (const Policy& each : page_.policies)
            while (!shared.empty() && !(each.id + ".").starts_with(shared + "."))
                shared.erase(shared.rfind('.') == std::string::npos ? 0 : shared.rfind('.'));
        return {shared, shared};
    }

    FileSystem& world_;
    PolicySet& set_;
    const TestsRun* tests_;
    std::size_t shared_;
    std::vector<LedgerSource> ledger_;
    Anchors anchors_;
    std::vector<std::unique_ptr<DocFile>> files_;
    std::map<Declared, Link> owners_;
    Page page_;
};

}  // namespace

std::size_t Policy::rule_count() const {
    std::size_t out = outputs.size();
    for (const Decision& decision : decisions)
        out += decision.rules.size();
    return out;
}

Policy policy_of(const DocFile& file) {
    Policy out;
    const ast::Header& header = file.ast().asked();
    file.describe(out, header.policy, header.policy_label, header.policy.span, header.policy_citations);
    out.meaning = file.policy().fingerprints->meaning;
    const Table& table = file.table();
    out.is_question = !table.decisions.empty() || !table.outputs.empty();
    if (!header.as_of.empty()) out.as_of = file.names().value(header.as_of).link;
    if (header.rounding_span.begin != header.rounding_span.end)
        out.rounds_up = header.rounding == ast::Rounding::Up;
    for (const ast::Header& used : file.ast().headers)
        if (used.file != header.file)
            out.uses.push_back({label_or_name(text_of(used.policy_label), used.policy.text, used.policy.id()),
                                file.id_at(used.policy.span), std::string(used.policy.text)});
    add_rules(file, out);
    add_vocabulary(file, out);
    add_tests(file, out);
    return out;
}

Page page_of(FileSystem& files, PolicySet& set, const TestsRun* tests) {
    return PageBuilder(files, set, tests).run();
}

}  // namespace tenet::compiler::doc
