#include "compiler/doc_html.hpp"

#include "compiler/doc_writer.hpp"
#include "compiler/sha256.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace tenet::compiler::doc {
namespace {

// page_style, page_script and reach_style: doc_page.css, doc_page.js and doc_reach.css.
#include "doc_assets.inc"

/// What the head of a page calls the hash of a style or script that it lets in: nothing else is, and nothing is fetched.
std::string allowed(std::string_view content) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string hex = sha256(content);
    std::string base64;
    // Six hexadecimal digits are three bytes, or four digits of base 64; of the last two bytes come three.
    for (std::size_t i = 0; i < hex.size(); i += 6) {
        std::string three = hex.substr(i, 6);
        const std::size_t bytes = three.size() / 2;
        three.resize(6, '0');
        const unsigned long bits = std::stoul(three, nullptr, 16);
        for (unsigned digit = 0; digit < 4; ++digit)
            base64 += digit <= bytes ? digits[(bits >> (18 - 6 * digit)) & 63U] : '=';
    }
    return fmt::format("'sha256-{}'", base64);
}

const std::string& in_language(const TableText& text, Lang lang) {
    return lang == Lang::Zh ? text.zh : text.en;
}

/// Of a title that is no sentence but what names begin with, what it is of.
TableText whole_title(const TableText& title) {
    TableText rules = words(Word::RulesOf);
    if (title.zh != title.en || has_han(title.zh)) return title;
    if (title.en.empty()) return rules;
    return {fmt::format("{}: {}", rules.en, title.en), fmt::format("{}：{}", rules.zh, title.zh)};
}

class HtmlPage {
  public:
    HtmlPage(const Page& page, Lang opens)
        : page_(page), opens_(opens), title_(whole_title(page.title)), style_(page_style) {
        if (page.coverage) style_ += reach_style;
    }

    std::string run() {
        out_.own("<!doctype html>\n");
        out_.in("html", {{"lang", opens_ == Lang::Zh ? "zh" : "en"}}, [&] {
            out_.in("head", {}, [&] { head(); });
            out_.in("body", {}, [&] { body(); });
        });
        return out_.take();
    }

  private:
    void head() {
        out_.alone("meta", {{"charset", "utf-8"}});
        out_.alone("meta", {{"http-equiv", "Content-Security-Policy"},
                            {"content", fmt::format("default-src 'none'; style-src {}; script-src {}; "
                                                    "base-uri 'none'; form-action 'none'",
                                                    allowed(style_), allowed(page_script))}});
        out_.alone("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
        out_.in("title", {}, in_language(title_, opens_));
        out_.own("<style>");
        out_.own_file(style_);
        out_.own("</style>\n");
    }

    /// The choices of language come first, so that the style can tell by them what to show behind them.
    void body() {
        const auto choice = [&](const char* id, const char* name, bool chosen, const std::string& title) {
            out_.alone("input", {{"type", "radio"},
                                 {"name", "language"},
                                 {"id", id},
                                 {"class", "pick"},
                                 {"aria-label", name},
                                 {"data-title", title},
                                 {"autocomplete", "off"},
                                 {"checked", "", chosen}});
        };
        choice("show-zh", "中文", opens_ == Lang::Zh, title_.zh);
        choice("show-en", "English", opens_ == Lang::En, title_.en);
        out_.in("div", {{"class", "page"}}, [&] {
            bar();
            out_.in("main", {{"id", "page-rules"}}, [&] { rules(); });
        });
        out_.own("<script>");
        out_.own_file(page_script);
        out_.own("</script>\n");
    }

    void bar() {
        out_.in("header", {{"class", "bar"}}, [&] {
            out_.in("a", {{"class", "skip"}, {"href", "#page-rules"}}, [&] { out_.word(Word::SkipToRules); });
            out_.in("a", {{"class", "top"}, {"href", "#page-contents"}}, [&] { out_.word(Word::Contents); });
            out_.in("div", {{"class", "search"}, {"hidden", ""}}, [&] {
                out_.in("label", {{"for", "page-search"}}, [&] { out_.word(Word::Search); });
                out_.alone("input", {{"type", "search"}, {"id", "page-search"}, {"autocomplete", "off"}});
                out_.in("span", {{"id", "page-found"}, {"role", "status"}}, [&] {
                    out_.in("span", {{"class", "count"}}, "");
                    out_.own(" ");
                    out_.word(Word::Found);
                });
            });
            out_.in("div", {{"class", "languages"}}, [&] {
                out_.in("label", {{"for", "show-zh"}, {"lang", "zh"}}, "中文");
                out_.in("label", {{"for", "show-en"}, {"lang", "en"}}, "English");
            });
        });
    }

    void rules() {
        out_.in("h1", {}, [&] { out_.both(title_); });
        about();
        contents();
        how_to_read();
        for (const Policy& policy : page_.policies)
            write_policy(policy);
        write_sources(out_, page_.sources);
    }

    void about() {
        std::size_t rule_count = 0, tests = 0;
        for (const Policy& each : page_.policies) {
            rule_count += each.rule_count();
            tests += each.tests.size();
        }
        out_.in("p", {{"class", "about"}}, [&] {
            out_.counted(page_.policies.size(), Word::PolicyCountOne, Word::PolicyCount);
            out_.own(" · ");
            out_.counted(rule_count, Word::RuleCountOne, Word::RuleCount);
            out_.own(" · ");
            out_.counted(tests, Word::TestCountOne, Word::TestCount);
        });
        if (page_.coverage) write_coverage(out_, *page_.coverage);
        for (const Source& source : page_.sources)
            out_.in("p", {{"class", "about"}}, [&] {
                out_.word(Word::BasedOn);
                out_.own(" ");
                out_.link({source.label, source.id, source.name});
            });
    }

    void contents_of(Word heading, bool questions) {
        const bool any = std::any_of(page_.policies.begin(), page_.policies.end(),
                                     [&](const Policy& each) { return each.is_question == questions; });
        if (!any) return;
        out_.in("h3", {}, [&] { out_.word(heading); });
        out_.in("ol", {}, [&] {
            for (const Policy& each : page_.policies)
                if (each.is_question == questions)
                    out_.in("li", {}, [&] {
                        out_.link({each.label, each.id, each.name});
                        if (each.rule_count() != 0) {
                            out_.own(" ");
                            out_.in("small", {}, [&] {
                                out_.counted(each.rule_count(), Word::RuleCountOne, Word::RuleCount);
                            });
                        }
                        if (each.reached) write_sum(out_, *each.reached);
                    });
        });
    }

    void contents() {
        out_.in("nav", {{"id", "page-contents"}, {"aria-labelledby", "page-contents-heading"}}, [&] {
            out_.in("h2", {{"id", "page-contents-heading"}}, [&] { out_.word(Word::Contents); });
            contents_of(Word::Questions, true);
            contents_of(Word::SharedParts, false);
            if (page_.sources.empty()) return;
            out_.in("h3", {}, [&] { out_.word(Word::Sources); });
            out_.in("ol", {}, [&] {
                for (const Source& each : page_.sources)
                    out_.in("li", {}, [&] { out_.link({each.label, each.id, each.name}); });
            });
        });
    }

    void how_to_read() {
        out_.in("details", {{"class", "legend"}, {"open", ""}}, [&] {
            out_.in("summary", {}, [&] { out_.word(Word::HowToRead); });
            out_.in("ul", {}, [&] {
                for (const Word each :
                     {Word::ReadLinks, Word::ReadValid, Word::ReadLasts, Word::ReadRange, Word::ReadTier,
                      Word::ReadUnknown, Word::ReadNone, Word::ReadFingerprint})
                    out_.in("li", {}, [&] { out_.word(each); });
                if (page_.coverage) out_.in("li", {}, [&] { out_.word(Word::ReadReach); });
            });
        });
    }

    void policy_head(const Policy& policy) {
        out_.in("h2", {}, [&] {
            out_.both(policy.label);
            out_.own(" ");
            out_.in("a", {{"class", "here"}, {"href", "#" + policy.id}, {"aria-label", "#" + policy.id}},
                    "#");
        });
        for (const Note& note : policy.notes)
            out_.in("div", {{"class", "note item"}, {"id", note.id}}, [&] {
                out_.in("p", {}, [&] { out_.phrase(note.text); });
                if (!note.citations.empty()) out_.citations(note.citations);
            });
        out_.in("dl", {{"class", "head"}}, [&] {
            out_.common_terms(policy);
            if (policy.as_of) out_.term(Word::AsOf, [&] { out_.link(*policy.as_of); });
            if (policy.rounds_up)
                out_.term(Word::Rounding,
                          [&] { out_.word(*policy.rounds_up ? Word::RoundsUp : Word::RoundsDown); });
            if (!policy.uses.empty()) out_.term(Word::Uses, [&] { out_.links(policy.uses); });
            out_.term(Word::File, [&] {
                out_.in("code", {}, policy.file);
                out_.own(" ");
                out_.in("code", {}, policy.name);
            });
            out_.term(Word::Meaning, [&] { out_.in("code", {{"class", "fingerprint"}}, policy.meaning); });
        });
        if (page_.coverage) write_policy_reach(out_, policy);
    }

    void write_policy(const Policy& policy) {
        out_.in("section", {{"class", "policy"}, {"id", policy.id}}, [&] {
            policy_head(policy);
            for (const Decision& decision : policy.decisions)
                write_decision(out_, decision);
            write_definitions(out_, Word::Outputs, policy.outputs);
            write_tables(out_, policy.tables);
            write_definitions(out_, Word::Defines, policy.defines);
            write_vocabulary(out_, policy);
            write_tests(out_, policy.tests, policy.reached.has_value());
        });
    }

    const Page& page_;
    Lang opens_;
    TableText title_;
    std::string style_;
    DocWriter out_;
};

}  // namespace

std::string html_of(const Page& page, Lang opens) { return HtmlPage(page, opens).run(); }

}  // namespace tenet::compiler::doc
