#include "compiler/coverage_report.hpp"

#include "compiler/coverage_words.hpp"
#include "compiler/display.hpp"
#include "compiler/json_writer.hpp"

#include <fmt/format.h>

namespace tenet::compiler {
namespace {

constexpr std::array<std::string_view, site_groups> group_names{"requirements", "branches", "boundaries"};

}  // namespace

void CoverageReport::add(const Compiled& policy, const Coverage& coverage) {
    const std::vector<std::string> keys = files_.keys_of(*policy.sources);
    for (const Site& site : coverage.sites()) {
        const std::string& path = keys[site.span.file];
        if (!files_.contains(path)) continue;
        const Rule& rule = coverage.rules()[site.rule];
        const Key key = key_of(path, coverage, site);
        const auto found = lines_.find(key);
        if (found != lines_.end()) {
            found->second.site.reached = found->second.site.reached || site.reached;
            continue;
        }
        lines_.emplace(key, Line{site, policy.sources->place(site.span.file, site.span.begin).line,
                                 policy.sources->place(rule.span.file, rule.span.begin).line,
                                 words_at(policy, site.span), rule_text(rule), version_text(site),
                                 site_said(policy, site, true), site_said(policy, site, false),
                                 site_text(policy, site)});
    }
}

CoverageReport::Key CoverageReport::key_of(const std::string& file, const Coverage& coverage,
                                           const Site& site) {
    const Rule& rule = coverage.rules()[site.rule];
    return {file,      rule.span.begin, site.span.begin, site.span.end,
            site.kind, site.which,      site.where,      site.version};
}

void CoverageReport::settle(const Compiled& policy, Coverage& coverage) const {
    const std::vector<std::string> keys = files_.keys_of(*policy.sources);
    std::vector<std::uint32_t> settled;
    for (std::uint32_t i = 0; i < coverage.sites().size(); ++i) {
        const Site& site = coverage.sites()[i];
        const std::string& file = keys[site.span.file];
        const auto found = lines_.find(key_of(file, coverage, site));
        if (!files_.contains(file) || (found != lines_.end() && found->second.site.reached))
            settled.push_back(i);
    }
    coverage.mark(settled);
}

std::size_t CoverageReport::open() const {
    std::size_t all = 0;
    for (const SiteSum& sum : sums())
        all += sum.open();
    return all;
}

SiteSums CoverageReport::sums() const {
    SiteSums all;
    for (const auto& [key, line] : lines_)
        all[static_cast<std::size_t>(group_of(line.site.kind))].add(line.site.reached);
    return all;
}

std::vector<ToldSite> CoverageReport::sites() const {
    std::vector<ToldSite> all;
    for (const auto& [key, line] : lines_)
        all.push_back({std::get<0>(key), std::get<1>(key), line.rule, line.site, line.words, line.version,
                       line.site.reached ? line.found : line.missing});
    return all;
}

std::string CoverageReport::text(Lang lang) const {
    std::string out, last_file;
    std::uint32_t last_rule = 0;
    for (const auto& [key, line] : lines_) {
        if (line.site.reached) continue;
        const std::string& file = files_.shown(std::get<0>(key));
        if (file != last_file) last_rule = 0;
        if (line.rule_line != last_rule)
            out += fmt::format(fmt::runtime(lang == Lang::Zh ? "{}:{}：{}\n" : "{}:{}: {}\n"),
                               displayed(file), line.rule_line, line.rule.in(lang));
        out += fmt::format("  {:>4}  {}\n", line.line, line.text.in(lang));
        last_file = file;
        last_rule = line.rule_line;
    }
    if (!out.empty()) out += '\n';
    out += lang == Lang::Zh ? "测试覆盖：" : "reached by tests:";
    const SiteSums all = sums();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::size_t percent = all[i].all == 0 ? 100 : all[i].reached * 100 / all[i].all;
        out +=
            fmt::format(fmt::runtime(lang == Lang::Zh ? "{}{} {} / {}（{} %）" : "{} {} {} of {} ({} %)"),
                        i == 0             ? ""
                        : lang == Lang::Zh ? "，"
                                           : ",",
                        group_text(static_cast<SiteGroup>(i)).in(lang), all[i].reached, all[i].all, percent);
    }
    return out + "\n";
}

std::string CoverageReport::json(Lang lang) const {
    JsonWriter json(false);
    json.begin_object();
    const SiteSums all = sums();
    for (std::size_t i = 0; i < all.size(); ++i) {
        json.key(group_names[i]);
        json.begin_object();
        json.number("reached", all[i].reached);
        json.number("all", all[i].all);
        json.end_object();
    }
    json.key("sites");
    json.begin_array();
    for (const auto& [key, line] : lines_) {
        json.begin_object();
        json.text("file", files_.shown(std::get<0>(key)));
        json.number("line", line.line);
        json.text("rule", line.rule.in(lang));
        json.text("group", group_names[static_cast<std::size_t>(group_of(line.site.kind))]);
        json.text("kind", kind_name(line.site.kind));
        json.key("reached");
        json.boolean(line.site.reached);
        if (!line.site.reached) json.text("missing", line.text.in(lang));
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.written();
}

bool CoverageReport::reaches(unsigned percent) const {
    for (const SiteSum& sum : sums())
        if (sum.reached * 100 < sum.all * percent) return false;
    return true;
}

}  // namespace tenet::compiler
