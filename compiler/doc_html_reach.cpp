#include "compiler/coverage_words.hpp"
#include "compiler/doc_reach.hpp"
#include "compiler/doc_writer.hpp"

#include <fmt/format.h>

#include <string>

/// What tests reach. Colours only repeat what a mark and words say.
namespace tenet::compiler::doc {
namespace {

constexpr Word headings[site_groups] = {Word::Outcomes, Word::Branches, Word::Boundaries};

/// Within an element: that its inside is reached, or not.
std::string style_of(bool reached) { return reached ? "met" : "missed"; }

TableText sum_text(const SiteSum& sum) {
    if (sum.open() == 0)
        return {fmt::format("all {} reached", sum.all), fmt::format("{} 处全部测到", sum.all)};
    return {fmt::format("{} of {} not reached", sum.open(), sum.all),
            fmt::format("{} 处中 {} 处没有测到", sum.all, sum.open())};
}

/// A sum in a line, with its mark.
void write_line(DocWriter& out, const SiteSum& sum) {
    const bool reached = sum.open() == 0;
    out.in("span", {{"class", style_of(reached)}}, [&] {
        out.mark(reached);
        out.own(" ");
        out.both(sum_text(sum));
    });
}

/// `✓ 211 of 211 branches`, of each kind that there is.
void write_sums(DocWriter& out, const SiteSums& sums) {
    out.in("ul", {{"class", "side sums"}}, [&] {
        for (std::size_t i = 0; i < sums.size(); ++i) {
            const SiteSum& sum = sums[i];
            if (sum.all == 0) continue;
            const bool reached = sum.open() == 0;
            const Arg group = group_text(static_cast<SiteGroup>(i));
            out.in("li", {{"class", style_of(reached)}}, [&] {
                out.mark(reached);
                out.own(" ");
                out.both({fmt::format("{} of {} {}", sum.reached, sum.all, group.en),
                          fmt::format("{} {} / {}", group.zh, sum.reached, sum.all)});
            });
        }
    });
}

SiteSum whole(const SiteSums& sums) {
    SiteSum all;
    for (const SiteSum& each : sums)
        all.reached += each.reached, all.all += each.all;
    return all;
}

/// False if the sites are about the rule as a whole.
bool write_about(DocWriter& out, const ReachedWords& words) {
    if (words.about.empty() && words.place.target.empty()) return false;
    out.in("span", {{"class", "about-words"}}, [&] {
        if (!words.about.empty()) out.phrase(words.about);
        if (!words.place.target.empty()) out.link(words.place);
    });
    return true;
}

void write_words(DocWriter& out, const ReachedWords& words) {
    out.in("li", {}, [&] {
        write_about(out, words);
        out.in("ul", {{"class", "sites"}}, [&] {
            for (const Reached& each : words.sites)
                out.in("li", {{"class", style_of(each.reached)}, {"id", each.id, !each.id.empty()}}, [&] {
                    out.mark(each.reached);
                    out.own(" ");
                    out.both(each.said);
                });
        });
    });
}

/// What is not reached of a rule, each leading to where it stands with the rest.
void write_gaps(DocWriter& out, const Entry& entry) {
    if (!entry.reach || entry.reach->sum.open() == 0) return;
    const TableText& rule = entry.label.zh.empty() ? entry.reach->rule : entry.label;
    out.in("li", {}, [&] {
        out.link({rule, entry.id, entry.name});
        out.in("ul", {{"class", "sites"}}, [&] {
            for (const auto& group : entry.reach->groups)
                for (const ReachedWords& words : group)
                    for (const Reached& each : words.sites)
                        if (!each.reached)
                            out.in("li", {{"class", "missed"}}, [&] {
                                out.mark(false);
                                out.own(" ");
                                if (write_about(out, words)) out.word(Word::Colon);
                                out.own(" ");
                                out.link({each.said, each.id, {}});
                            });
        });
    });
}

}  // namespace

void write_reach(DocWriter& out, const Entry& entry) {
    if (!entry.reach) return;
    const Reach& reach = *entry.reach;
    out.in("details", {{"class", "reach"}, {"open", "", reach.sum.open() != 0}}, [&] {
        out.in("summary", {}, [&] {
            out.word(Word::Coverage);
            out.own(" ");
            write_line(out, reach.sum);
        });
        out.in("dl", {}, [&] {
            for (std::size_t i = 0; i < reach.groups.size(); ++i)
                if (!reach.groups[i].empty())
                    out.term(headings[i], [&] {
                        out.in("ul", {{"class", "plain"}}, [&] {
                            for (const ReachedWords& words : reach.groups[i])
                                write_words(out, words);
                        });
                    });
        });
    });
}

void write_coverage(DocWriter& out, const Coverage& coverage) {
    out.in("div", {{"class", "about reached"}}, [&] {
        out.word(Word::Coverage);
        out.own(" ");
        write_sums(out, coverage.sums);
        out.own(" · ");
        out.in("span", {}, [&] {
            out.counted(coverage.run, Word::TestRunCountOne, Word::TestRunCount);
            if (coverage.unconfirmed != 0) {
                out.own(" · ");
                out.counted(coverage.unconfirmed, Word::UnconfirmedCountOne, Word::UnconfirmedCount);
            }
            if (coverage.failed == 0) return;
            out.own(" · ");
            out.in("span", {{"class", "missed"}}, [&] {
                out.mark(false);
                out.own(" ");
                out.counted(coverage.failed, Word::FailedCountOne, Word::FailedCount);
            });
        });
    });
}

void write_sum(DocWriter& out, const SiteSums& sums) {
    const SiteSum sum = whole(sums);
    if (sum.all == 0) return;
    out.own(" ");
    out.in("small", {}, [&] { write_line(out, sum); });
}

void write_policy_reach(DocWriter& out, const Policy& policy) {
    const bool counted = policy.reached.has_value();
    const SiteSum sum = counted ? whole(*policy.reached) : SiteSum{};
    if (counted && sum.all == 0) return;
    out.in("dl", {{"class", "head"}}, [&] {
        out.term(Word::Coverage, [&] {
            if (counted)
                write_sums(out, *policy.reached);
            else
                out.word(Word::NotCounted);
        });
    });
    if (sum.open() == 0) return;
    out.in("details", {{"class", "gaps"}, {"open", ""}}, [&] {
        out.in("summary", {}, [&] { write_line(out, sum); });
        out.in("ul", {{"class", "plain"}},
               [&] { each_rule(policy, [&](const Entry& each) { write_gaps(out, each); }); });
    });
}

}  // namespace tenet::compiler::doc
