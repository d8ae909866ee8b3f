#include "compiler/doc_build.hpp"
#include "compiler/doc_html.hpp"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <vector>

// The page about a set: what it says of rules, and that no text of a policy can be anything but text.

namespace tenet::compiler::testing {
namespace {

using doc::Condition;
using doc::Page;
using doc::Phrase;
using doc::Piece;
using doc::Policy;

Page page_of(const std::vector<std::pair<std::string, std::string>>& texts) {
    MemoryFiles files;
    for (const auto& [path, text] : texts)
        files.add(path, text);
    PolicySet set = compile_set(files, "set");
    for (const PolicySet::Member& member : set.members)
        EXPECT_TRUE(member.policy.ok())
            << render_text(member.policy.diagnostics, *member.policy.sources, Lang::En);
    return doc::page_of(files, set);
}

Policy only_policy(const std::string& text) { return page_of({{"set/a.policy", text}}).policies.at(0); }

/// Words as they are, names in brackets.
std::string spelt(const std::vector<Piece>& pieces) {
    std::string out;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        if (i > 0 && !pieces[i].joined) out += ' ';
        out += pieces[i].name.empty() ? pieces[i].text : "[" + pieces[i].text + "]";
    }
    return out;
}

std::string in_english(const Condition& condition) {
    std::string out;
    for (const Phrase& part : condition.parts)
        out += (out.empty() ? "" : condition.join == Condition::Join::All ? " & " : " | ") + spelt(part.en);
    return out;
}
std::string in_chinese(const Condition& condition) {
    std::string out;
    for (const Phrase& part : condition.parts)
        out += (out.empty() ? "" : condition.join == Condition::Join::All ? " & " : " | ") + spelt(part.zh);
    return out;
}

/// Whatever names there may be are told apart by what is expected where they stand.
constexpr const char* lending = R"(policy library.lending "Lending" zh "借书"
as of day
choice kind "Kind of member" zh "会员类别"
  child "child" zh "儿童"
  day "day member" zh "日间会员"
group paying "Paying members" zh "付费会员" = day
record loan "Loan" zh "借阅"
  kind : kind "Kind then" zh "当时类别"
  lent_on : date "Lent" zh "借出日期"
  books : count 0..9 "Books lent" zh "册数"
  recent : yes/no "Recent" zh "近期"
    = lent_on 在 此前 look_back 内
fact day : date "Day" zh "申请日"
fact kind : kind "Kind of member" zh "类别"
fact loans : list of loan up to 9 "Loans" zh "借阅记录"
fact card : date or none "Card" zh "办证日"
param look_back : period "Look-back" zh "追溯期"
  = 1y until 2023-12-31
  = 2y from 2024-01-01
define total "Books in all" zh "合计册数" = sum of books in loans where loan.kind = kind and recent
output most "Most books" zh "最多册数"
  = 3 when kind is child
  = 5 otherwise
table fee by kind, total : number with 2 decimals "Fee" zh "费用"
  child, any -> 0.00
  day, <= 3 -> 1.50
  day, 4 .. 9 or >= 10 -> 2.00
output to_pay "To pay" zh "应付" = fee
decide lending "May borrow" zh "可以借书"
  when kind in paying else "children borrow at {day}" zh "儿童另行办理"
  require few "Few" zh "不多": total <= most
    else "{actual} of {most}" zh "{实有}，至多 {most}"
    remedy wait "Wait" zh "等待" when card is given
  require card valid look_back
    from 2023-05-01
  require either: total > most or kind = day
  require every loan in loans has lent_on < day and lent_on 晚于 day - 90d and books != 7 and loan.kind = kind
test "a child"
  given day = 2024-05-01, kind = child, card = none, loans = empty
  expect most = 3
  expect lending not_applicable
test "many"
  given day = 2024-05-01, kind = day, card = 2024-01-01
  given loans
    | kind | lent_on | books |
    | day | 2024-03-01 | 4 |
  expect lending eligible
test "no card" as "many" but card = none
  expect lending ineligible because card
)";

TEST(Doc, ConditionsInWordsWithLabelsInThePlaceOfNames) {
    const Policy policy = only_policy(lending);
    const auto& rules = policy.decisions.at(0).rules;
    EXPECT_EQ(in_english(policy.decisions[0].when), "[Kind of member] in [Paying members]");
    EXPECT_EQ(in_english(rules[0].condition), "[Books in all] at most [Most books]");
    EXPECT_EQ(in_english(rules[2].condition),
              "[Books in all] more than [Most books] or [Kind of member] is [day member]");
    EXPECT_EQ(in_chinese(rules[2].condition), "[合计册数] 超过 [最多册数] 或 [类别] 为 [日间会员]");
    EXPECT_EQ(in_english(rules[1].condition), "[Card] valid [Look-back]");
    EXPECT_EQ(in_english(rules[3].condition),
              "every [Loan] in [Loans] has [Lent] before [Day] and [Lent] after [Day] − 90 days and "
              "[Books lent] is not 7 and [Loan › Kind then] is [Kind of member]");
    EXPECT_EQ(
        in_chinese(rules[3].condition),
        "[借阅记录] 中 每个 [借阅] 均 满足 [借出日期] 早于 [申请日] 且 [借出日期] 晚于 [申请日] − 90天 且 "
        "[册数] 不为 7 且 [借阅的当时类别] 为 [类别]");
    EXPECT_EQ(spelt(rules[1].from.en), "2023-05-01");
    EXPECT_EQ(in_chinese(policy.records.at(0).fields.at(3).worth.value), "[借出日期] 在 此前 [追溯期] 内");
}

TEST(Doc, ALongConditionIsTakenApart) {
    const Policy policy = only_policy(
        "policy p\nfact one_thing : yes/no \"One thing that is so\"\nfact other_thing : yes/no \"Another thing that is so\"\n"
        "decide d\n  require r: one_thing and other_thing and not one_thing\n"
        "  require s: not (one_thing or other_thing) or one_thing\n");
    const auto& rules = policy.decisions.at(0).rules;
    EXPECT_EQ(in_english(rules[0].condition),
              "[One thing that is so] & [Another thing that is so] & not [One thing that is so]");
    EXPECT_EQ(in_english(rules[1].condition),
              "not ([One thing that is so] or [Another thing that is so]) | [One thing that is so]");
}

TEST(Doc, WhatBelongsToARule) {
    const Policy policy = only_policy(lending);
    const doc::Rule& few = policy.decisions.at(0).rules.at(0);
    EXPECT_EQ(few.id, "library.lending.few");
    EXPECT_EQ(spelt(few.otherwise.en), "[found] of [Most books]");
    EXPECT_EQ(spelt(few.otherwise.zh), "[实有]，至多 [最多册数]");
    EXPECT_EQ(few.remedies.at(0).label.zh, "等待");
    EXPECT_EQ(in_english(few.remedies[0].when), "[Card] is given");
    // One that has no id is called by what it reads.
    const doc::Rule& card = policy.decisions[0].rules[1];
    EXPECT_EQ(card.id, "library.lending.card");
    ASSERT_EQ(card.tests.size(), 1U);
    EXPECT_EQ(card.tests[0].name, "no card");
    EXPECT_EQ(policy.decisions[0].tests.size(), 3U);
    const doc::Param& look_back = policy.params.at(0);
    EXPECT_EQ(look_back.id, "param:library.lending.look_back");
    ASSERT_EQ(look_back.values.size(), 2U);
    EXPECT_EQ(spelt(look_back.values[1].value.en), "2 years");
    EXPECT_EQ(spelt(look_back.values[0].until.en), "2023-12-31");
    ASSERT_EQ(look_back.used_by.size(), 2U);
    EXPECT_EQ(look_back.used_by[0].target, "record:library.lending.loan.recent");
    EXPECT_EQ(look_back.used_by[1].target, "library.lending.card");
}

TEST(Doc, AValueHoldsUntilTheNextOneBegins) {
    const Policy policy = only_policy("policy p\nas of day\nfact day : date\n"
                                      "param fee = 100\n  = 150 from 2027-01-01\n  = 120 from 2026-01-01\n"
                                      "output due = fee\n");
    const doc::Param& fee = policy.params.at(0);
    ASSERT_EQ(fee.values.size(), 3U);
    EXPECT_EQ(spelt(fee.values[0].until.en), "2025-12-31");
    EXPECT_TRUE(fee.values[1].until.empty());
    EXPECT_EQ(spelt(fee.values[2].until.zh), "2026-12-31");
}

TEST(Doc, WhatACaseCitesStandsWithIt) {
    const Policy policy = only_policy("policy p\nsource s \"S\"\nfact n : count 0..9\n"
                                      "output o\n  = 1 when n > 3 cite s ¶1\n  = 2 otherwise\n  cite s ¶2\n"
                                      "table t by n : count\n  0 .. 4 -> 1\n  5 .. 9 -> 2 cite s ¶3\n");
    const auto cited = [](const std::vector<doc::Citation>& all) {
        std::string out;
        for (const doc::Citation& each : all)
            for (const doc::CitedParagraph& paragraph : each.paragraphs)
                out += std::to_string(paragraph.number);
        return out;
    };
    const doc::Definition& output = policy.outputs.at(0);
    EXPECT_EQ(cited(output.citations), "2");
    EXPECT_EQ(cited(output.worth.cases.at(0).citations), "1");
    EXPECT_EQ(cited(output.worth.cases.at(1).citations), "");
    const doc::Grid& table = policy.tables.at(0);
    EXPECT_EQ(cited(table.citations), "");
    EXPECT_EQ(cited(table.rows.at(0).citations), "");
    EXPECT_EQ(cited(table.rows.at(1).citations), "3");
}

TEST(Doc, CasesAndTables) {
    const Policy policy = only_policy(lending);
    const auto& cases = policy.outputs.at(0).worth.cases;
    ASSERT_EQ(cases.size(), 2U);
    EXPECT_EQ(in_english(cases[0].when), "[Kind of member] is [child]");
    EXPECT_TRUE(cases[1].when.empty());
    const doc::Grid& fee = policy.tables.at(0);
    ASSERT_EQ(fee.rows.size(), 3U);
    EXPECT_EQ(fee.columns[0].label.zh, "类别");
    EXPECT_TRUE(fee.rows[0].cells[1].empty());
    EXPECT_EQ(spelt(fee.rows[1].cells[1].at(0).en), "at most 3");
    ASSERT_EQ(fee.rows[2].cells[1].size(), 2U);
    EXPECT_EQ(spelt(fee.rows[2].cells[1][0].zh), "4 至 9");
    EXPECT_EQ(spelt(fee.rows[2].cells[1][1].zh), "不少于 10");
    EXPECT_EQ(spelt(fee.rows[2].cells[0].at(0).en), "[day member]");
    EXPECT_EQ(spelt(fee.rows[2].value.en), "2.00");
}

TEST(Doc, TestsWithWhatIsGivenAndExpected) {
    const Policy policy = only_policy(lending);
    const doc::Test& many = policy.tests.at(1);
    ASSERT_EQ(many.givens.size(), 4U);
    EXPECT_EQ(many.givens[1].value.zh, "日间会员");
    const auto& loans = many.givens[3];
    ASSERT_EQ(loans.columns.size(), 3U);
    EXPECT_EQ(loans.columns[0].label.en, "Kind then");
    EXPECT_EQ(loans.rows.at(0)[0].en, "day member");
    EXPECT_EQ(loans.rows[0][1].en, "2024-03-01");
    EXPECT_EQ(many.expects.at(0).value.zh, "符合条件");
    EXPECT_EQ(policy.tests[0].givens[2].value.en, "none");
    EXPECT_EQ(policy.tests[0].givens[3].value.en, "no records");
    const doc::Test& none = policy.tests[2];
    EXPECT_EQ(none.base->target, many.id);
    ASSERT_TRUE(none.expects.at(0).because);
    EXPECT_EQ(none.expects[0].because->at(0).target, "library.lending.card");
}

/// Everything in quotation marks behind `attribute="`.
std::vector<std::string> values_of(const std::string& html, const std::string& attribute) {
    std::vector<std::string> out;
    const std::string before = " " + attribute + "=\"";
    for (std::size_t at = html.find(before); at != std::string::npos; at = html.find(before, at + 1)) {
        const std::size_t begin = at + before.size();
        out.push_back(html.substr(begin, html.find('"', begin) - begin));
    }
    return out;
}

void expect_sound_links(const std::string& html) {
    std::set<std::string> ids;
    for (const std::string& id : values_of(html, "id")) {
        EXPECT_TRUE(ids.insert(id).second) << "twice: " << id;
        EXPECT_FALSE(id.empty());
        EXPECT_EQ(id.find(' '), std::string::npos) << id;
    }
    for (const std::string& link : values_of(html, "href")) {
        ASSERT_TRUE(link.starts_with("#")) << link;
        EXPECT_TRUE(ids.contains(link.substr(1))) << link;
    }
}

TEST(Doc, IdsAreApartHoweverThingsAreCalled) {
    // A requirement as a decision, a fact, a choice, its value and a policy.
    const std::string html = doc::html_of(
        page_of(
            {{"set/a.policy",
              "policy a\nfact b : yes/no\nchoice c\n  b\n  c\nfact k : c\n"
              "decide a\n  require b: b\n  require c: k is b\n  require e: b\ndecide e\n  require a: b\n  require c: k is c\n"
              "test \"x\"\n  given b = yes\n  expect e undetermined\n"},
             {"set/b.policy", "policy a.b\nfact q : yes/no\ndecide a\n  require b: q\n"},
             {"set/c.policy", "policy page_rules \"page-rules\"\nfact q : yes/no\n"
                              "decide fact\n  require q\n"}}),
        Lang::Zh);
    expect_sound_links(html);
}

constexpr const char* nasty = R"x(policy a "<script>alert(1)</script>" zh "</title><b>&amp;'“x”"
fact f : text "a < b & c > d 'e'" zh "<!-- 说明 --> {甲}"
choice c "&lt;"
  one "</style><img src=x onerror=alert(1)>"
fact g : c
note "</script><script>alert(2)</script>"
decide d "javascript:alert(1)"
  require f = "</span>\"x" or g is one
    else "{f}<a href='http://example.org/'>x</a>{{y}}"
test "<svg onload=alert(3)>"
  given f = "<i>", g = one
  expect d eligible
)x";

TEST(Doc, NoTextOfAPolicyBecomesMarkup) {
    std::string text = nasty;
    text.replace(text.find("\\\""), 2, "’");
    const Page page = page_of({{"set/a.policy", text}});
    for (const Lang lang : {Lang::Zh, Lang::En}) {
        const std::string html = doc::html_of(page, lang);
        const auto count = [&](const std::string& part) {
            std::size_t found = 0;
            for (std::size_t at = html.find(part); at != std::string::npos; at = html.find(part, at + 1))
                ++found;
            return found;
        };
        for (const char* part : {"<img", "<svg", "<i>", "<!--", "alert(1)</script>", "<a href='"})
            EXPECT_EQ(count(part), 0U) << part;
        EXPECT_EQ(count("<script>"), 1U);
        EXPECT_EQ(count("</script>"), 1U);
        EXPECT_EQ(count("</style>"), 1U);
        EXPECT_EQ(count("</title>"), 1U);
        EXPECT_NE(html.find("&lt;/script&gt;&lt;script&gt;alert(2)&lt;/script&gt;"), std::string::npos);
        EXPECT_NE(html.find("a &lt; b &amp; c &gt; d &#39;e&#39;"), std::string::npos);
        expect_sound_links(html);
    }
}

TEST(Doc, HiddenCharactersAreShown) {
    // The lexer takes none, but what the page is made of need not come from it.
    Page page;
    page.title = {"a\u202Eb\u0007", "甲\u202E乙"};
    const std::string html = doc::html_of(page, Lang::En);
    EXPECT_EQ(html.find("\u202E"), std::string::npos);
    EXPECT_NE(html.find("a\\u202Eb\\u0007"), std::string::npos);
}

TEST(Doc, ATextInOneLanguageStandsForBothAndSaysWhichItIs) {
    const std::string html = doc::html_of(
        page_of({{"set/a.policy",
                  "policy a \"规则\" en \"Rules\"\nfact f : yes/no \"只有中文\"\nfact old_one : yes/no\n"
                  "decide d \"English only\"\n  require r: f and old_one\n"}}),
        Lang::En);
    EXPECT_NE(html.find("<span lang=\"zh\">只有中文</span>"), std::string::npos);
    EXPECT_NE(html.find("<span lang=\"en\">English only</span>"), std::string::npos);
    EXPECT_NE(
        html.find("<span class=\"zh\" lang=\"zh\">规则</span><span class=\"en\" lang=\"en\">Rules</span>"),
        std::string::npos);
    EXPECT_NE(html.find("title=\"f\" lang=\"zh\">只有中文</a> <b>and</b> <a href=\"#fact:a.old_one\" "
                        "title=\"old_one\">old one</a>"),
              std::string::npos);
    EXPECT_NE(html.find("<html lang=\"en\">"), std::string::npos);
}

/// Every name of the set that has a label is shown by it, in both languages, and every condition is there whole.
class WholeSet {
  public:
    explicit WholeSet(const Page& page) {
        for (const Policy& policy : page.policies) {
            note(policy.facts), note(policy.outputs), note(policy.defines), note(policy.tables);
            note(policy.params), note(policy.choices), note(policy.records), note(policy.calendars);
            for (const auto& choice : policy.choices)
                note(choice.values);
            for (const auto& record : policy.records)
                note(record.fields);
        }
        for (const Policy& policy : page.policies)
            check(policy);
    }
    std::size_t seen() const { return seen_; }

  private:
    template <class Entries>
    void note(const Entries& entries) {
        for (const doc::Entry& each : entries)
            labels_[each.id] = each.label;
    }
    void check(const Phrase& phrase) {
        if (phrase.empty()) return;
        ++seen_;
        check(phrase.zh, &TableText::zh);
        check(phrase.en, &TableText::en);
    }
    void check(const std::vector<Piece>& pieces, std::string TableText::*lang) {
        EXPECT_FALSE(pieces.empty());
        for (const Piece& piece : pieces) {
            EXPECT_FALSE(piece.text.empty());
            // A word that is a name would be one of which nobody found what it means.
            const bool word = piece.name.empty();
            EXPECT_TRUE(!word || piece.text.find('_') == std::string::npos || piece.text.front() == '"')
                << piece.text;
            const auto label = labels_.find(piece.target);
            if (word || label == labels_.end()) continue;
            const std::string& wanted = label->second.*lang;
            EXPECT_TRUE(piece.text.ends_with(wanted)) << piece.text << " is not " << wanted;
        }
    }
    void check(const Condition& condition, bool there) {
        EXPECT_EQ(there, !condition.parts.empty());
        for (const Phrase& part : condition.parts) {
            EXPECT_FALSE(part.zh.empty());
            EXPECT_FALSE(part.en.empty());
            check(part);
        }
    }
    void check(const doc::Worth& worth) {
        for (const Phrase& part : worth.value.parts)
            EXPECT_FALSE(part.empty());
        for (const Phrase& part : worth.value.parts)
            check(part);
        for (const doc::Case& each : worth.cases) {
            for (const Phrase& part : each.when.parts)
                check(part);
            EXPECT_FALSE(each.value.empty());
            check(each.value);
        }
    }
    void check(const Policy& policy) {
        for (const auto& decision : policy.decisions)
            for (const doc::Rule& rule : decision.rules) {
                check(rule.condition, true);
                check(rule.when, !rule.when.empty());
                check(rule.otherwise);
            }
        for (const auto* all : {&policy.outputs, &policy.defines})
            for (const doc::Definition& each : *all) {
                EXPECT_TRUE(!each.worth.value.empty() || !each.worth.cases.empty()) << each.id;
                check(each.worth), check(each.type);
            }
        for (const auto& table : policy.tables)
            for (const auto& row : table.rows) {
                EXPECT_FALSE(row.value.empty());
                check(row.value);
                for (const auto& cell : row.cells)
                    for (const Phrase& alternative : cell) {
                        EXPECT_FALSE(alternative.empty());
                        check(alternative);
                    }
            }
        for (const auto& param : policy.params)
            for (const auto& value : param.values)
                check(value.value);
        for (const auto& record : policy.records)
            for (const auto& field : record.fields)
                check(field.worth), check(field.type);
        for (const auto& assume : policy.assumes)
            check(assume.condition, true);
    }

    std::map<std::string, TableText> labels_;
    std::size_t seen_ = 0;
};

Page page_of_folder(const std::string& folder) {
    DiskFiles files;
    PolicySet set = compile_set(files, folder);
    EXPECT_TRUE(set.ok());
    return doc::page_of(files, set);
}

TEST(Doc, EveryExpressionOfTheRealPoliciesIsInWords) {
    for (const auto& [folder, least] :
         {std::pair("ccaa", 250U), std::pair("ccaa-en", 25U), std::pair("driving", 50U)}) {
        const Page page = page_of_folder(TENET_SOURCE_DIR "/policies/" + std::string(folder));
        const WholeSet set(page);
        EXPECT_GE(set.seen(), least) << folder;
        const std::string html = doc::html_of(page, Lang::Zh);
        expect_sound_links(html);
        EXPECT_EQ(html.find(TENET_SOURCE_DIR), std::string::npos);
    }
}

/// The twins of one rule say the same in both languages, whichever skin it was written in.
TEST(Doc, BothSkinsReadAlike) {
    const Page zh = page_of_folder(TENET_SOURCE_DIR "/policies/ccaa"),
               en = page_of_folder(TENET_SOURCE_DIR "/policies/ccaa-en");
    std::map<std::string, const doc::Rule*> rules;
    for (const Policy& policy : zh.policies)
        for (const auto& decision : policy.decisions)
            for (const doc::Rule& rule : decision.rules)
                rules[rule.id] = &rule;
    std::size_t compared = 0;
    for (const Policy& policy : en.policies)
        for (const auto& decision : policy.decisions)
            for (const doc::Rule& rule : decision.rules) {
                ASSERT_TRUE(rules.contains(rule.id)) << rule.id;
                EXPECT_EQ(in_english(rules[rule.id]->condition), in_english(rule.condition));
                EXPECT_EQ(rules[rule.id]->citations.size(), rule.citations.size());
                ++compared;
            }
    EXPECT_GE(compared, 5U);
}

}  // namespace
}  // namespace tenet::compiler::testing
