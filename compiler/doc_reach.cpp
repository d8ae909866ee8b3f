#include "compiler/doc_reach.hpp"

#include "compiler/coverage_words.hpp"
#include "compiler/doc_words.hpp"
#include "compiler/evaluate.hpp"
#include "compiler/test_run.hpp"

#include <fmt/format.h>

#include <map>
#include <tuple>
#include <utility>

namespace tenet::compiler::doc {
namespace {

TableText in_both(const Arg& text) { return {text.en, text.zh}; }

void run_tests(const Compiled& policy, const std::string& file, TestsRun& out) {
    const Program program = policy.program->view();
    Interpreter interpreter(program, *policy.table);
    compiler::Coverage coverage(policy);
    for (std::size_t i = 0; i < policy.tests.size(); ++i) {
        const TestCase& test = policy.tests[i];
        const TestOutcome outcome = run_test(interpreter, *policy.table, policy.tests, i);
        coverage.observe(test, outcome);
        ++out.run;
        if (test.unconfirmed) ++out.unconfirmed;
        if (!outcome.passed()) out.failed.emplace(file, test.span.begin);
    }
    out.coverage.add(policy, coverage);
}

/// Something that tests may reach, and its rows by the number that sites have for them.
struct Target {
    Entry* entry = nullptr;
    std::map<std::size_t, std::optional<ReachedRow>*> rows;
    bool is_table = false;
};

void add_rows(Entry& /*no rows*/, Target& /*target*/) {}
void add_rows(std::vector<Case>& cases, Target& target) {
    for (std::size_t i = 0; i < cases.size(); ++i)
        target.rows[i] = &cases[i].reached;
}
void add_rows(Definition& each, Target& target) { add_rows(each.worth.cases, target); }
void add_rows(Field& each, Target& target) { add_rows(each.worth.cases, target); }
void add_rows(Grid& each, Target& target) {
    target.is_table = true;
    for (std::size_t i = 0; i < each.rows.size(); ++i)
        target.rows[i] = &each.rows[i].reached;
}
void add_rows(Param& each, Target& target) {
    for (ParamValue& value : each.values)
        target.rows[value.turn] = &value.reached;
}

/// Puts the sites of one file where they belong.
class ReachBuilder {
  public:
    ReachBuilder(const DocFile& file, Anchors& anchors, Policy& policy)
        : file_(file), anchors_(anchors), policy_(policy) {
        each_rule(policy, [&](auto& each) {
            Target target{&each, {}};
            add_rows(each, target);
            targets_.emplace(each.id, std::move(target));
        });
    }

    void add(const ToldSite& told) {
        (*policy_.reached)[group(told)].add(told.site.reached);
        const auto found = targets_.find(anchors_.find({told.file, told.rule_begin}));
        if (found == targets_.end()) return;
        Target& target = found->second;
        if (!target.entry->reach) target.entry->reach = Reach{in_both(told.rule), {}, {}};
        Reach& reach = *target.entry->reach;
        reach.sum.add(told.site.reached);
        const std::string id = told.site.reached
                                   ? std::string()
                                   : anchors_.unique(fmt::format("gap:{}.{}", found->first, reach.sum.all));
        const Link place = row(told, target);
        words(told, target, place).sites.push_back({id, in_both(told.said), told.site.reached});
    }

  private:
    static std::size_t group(const ToldSite& told) {
        return static_cast<std::size_t>(group_of(told.site.kind));
    }

    /// Whether it is about all that is declared there. What a param is on some days is told of its name.
    static bool is_about_all(const ToldSite& told) {
        return told.site.span.begin == told.rule_begin || is_of_whole(told.site.kind);
    }

    /// The row of a table, of cases or of a param, which from now on says itself whether a test takes it; a link to it where
    /// nothing else says which one it is.
    Link row(const ToldSite& told, const Target& target) {
        const bool is_case = told.site.kind == SiteKind::Case;
        const auto found = target.rows.find(told.site.which);
        if (found == target.rows.end() ||
            (!is_case && (told.site.kind != SiteKind::Side || !is_about_all(told))))
            return {};
        const std::size_t number = told.site.which + 1U;
        const std::string id = anchors_.unique(fmt::format("row:{}.{}", target.entry->id, number));
        *found->second = ReachedRow{id, told.site.reached};
        if (!is_case) return {};
        const TableText name = doc::words(target.is_table ? Word::RowNumber : Word::CaseNumber);
        return {
            {fmt::format(fmt::runtime(name.en), number), fmt::format(fmt::runtime(name.zh), number)}, id, {}};
    }

    /// Sites that are about the same words stand together.
    ReachedWords& words(const ToldSite& told, const Target& target, const Link& place) {
        const Span span = told.site.span;
        auto& all = target.entry->reach->groups[group(told)];
        const auto [known, fresh] = places_.try_emplace(
            {target.entry, group(told), span.begin, span.end, told.site.version}, all.size());
        if (!fresh) return all[known->second];
        ReachedWords& out = all.emplace_back();
        out.place = place;
        if (place.target.empty() && !is_about_all(told)) out.about = about(told);
        return out;
    }

    Phrase about(const ToldSite& told) const {
        Span span = told.site.span;
        span.file = file_.ast().asked().file;
        Phrase out = file_.phrases().at(span);
        if (out.empty() && told.site.kind == SiteKind::Alternative) out = alternative(span);
        if (out.empty()) out = {{{told.words, {}, {}}}, {{told.words, {}, {}}}};
        if (told.site.version == 0) return out;
        out.zh.push_back({told.version.zh, {}, {}, true});
        out.en.push_back({told.version.en, {}, {}});
        return out;
    }

    static std::vector<Piece> joined(std::vector<Piece> first, const std::string& word,
                                     const std::vector<Piece>& second) {
        first.push_back({word, {}, {}});
        for (const Piece& each : second) {
            const bool begins = &each == &second.front();
            first.push_back(each);
            if (begins) first.back().joined = false;
        }
        return first;
    }

    /// An amount with its condition, which no whole expression is.
    Phrase alternative(Span span) const {
        const ast::File& ast = file_.ast();
        for (const ast::Tier& tier : ast.tiers) {
            const Span amount = ast.at(tier.amount).span, condition = ast.at(tier.condition).span;
            if (!file_.own(amount) || join(amount, condition) != span) continue;
            const Phrase first = file_.phrases().at(amount), second = file_.phrases().at(condition);
            const TableText with = doc::words(Word::With);
            return {joined(second.zh, with.zh, first.zh), joined(first.en, with.en, second.en)};
        }
        return {};
    }

    const DocFile& file_;
    Anchors& anchors_;
    Policy& policy_;
    std::map<std::string, Target> targets_;  ///< by id
    std::map<std::tuple<const Entry*, std::size_t, std::uint32_t, std::uint32_t, std::uint32_t>, std::size_t>
        places_;
};

}  // namespace

TestsRun run_tests(FileSystem& files, const PolicySet& set, const std::vector<std::string>& asked) {
    TestsRun out{CoverageReport(AskedFiles(files, asked)), {}};
    for (const PolicySet::Member& member : set.members) {
        const std::string file = one_way(files, member.path);
        if (out.coverage.counts(file)) run_tests(member.policy, file, out);
    }
    return out;
}

void add_reach(const DocFile& file, const TestsRun& tests, const std::vector<ToldSite>& sites,
               Anchors& anchors, Policy& policy) {
    const std::string own = file.place_of(file.ast().asked().policy.span).first;
    if (!tests.coverage.counts(own)) return;
    policy.reached.emplace();
    ReachBuilder builder(file, anchors, policy);
    for (const ToldSite& each : sites)
        if (each.file == own) builder.add(each);
    std::set<std::string> failed;
    for (const Declared& each : tests.failed)
        failed.insert(anchors.find(each));
    for (Test& test : policy.tests)
        test.failed = failed.contains(test.id);
}

}  // namespace tenet::compiler::doc
