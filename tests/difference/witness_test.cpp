#include "compiler/difference.hpp"
#include "compiler/evaluate.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace tenet::compiler {
namespace {

constexpr std::string_view club = R"(policy club "Club"
as of on

choice area
  qms
  ems
  ohsms

choice kind
  talk
  lab

record course
  held_on : date
  hours   : hours
  major   : yes/no
  kind    : kind

fact on      : date
fact exam    : date or none
fact audits  : count
fact waiver  : yes/no
fact guest   : yes/no
fact field   : area
fact weight  : number with 1 decimals
fact city    : text
fact courses : list of course up to 20

param needed_hours : hours
  = 16h
  = 24h from 2024-01-01

table deposit by field, guest : count
  qms, no        -> 1
  qms, yes       -> 2
  ems or ohsms, any -> 3

define recent = latest of held_on in courses where major

decide member
  require exam_valid : exam valid 5y
  require practice   : audits >= 4 or 3 with waiver
  require place      : city is "Bonn" or guest
  require learned    : (sum of hours in courses where held_on within 3y) >= needed_hours
  require varied     : (count of courses where major and kind = lab) >= 2
  require some_talk  : any course in courses where kind = talk and hours > 2h
  require fresh      : recent is not none and recent within 2y
  require weighed    : weight <= 7.5
    remedy diet "Eat less" when audits >= 1

output band : count
  = 1 when audits < 3
  = 2 when audits < 6 and not guest
  = 3 otherwise

output fee : number with 2 decimals
  = 10.00 when field is qms
  = 20.00 when field is ems
  = 30.00 otherwise

output down = deposit
output greeting = "Hello"

test "t"
  given on = 2024-05-01, exam = 2022-01-01, audits = 4, waiver = no, guest = no, field = qms, weight = 7.0, city = "Bonn"
  given courses
    | held_on | hours | major | kind |
    | 2023-01-01 | 12 | yes | lab |
    | 2023-06-01 | 12 | yes | lab |
    | 2023-07-01 | 4 | no | talk |
  expect member eligible
)";

Compiled compiled_club(const std::string& text) {
    MemoryFiles files;
    files.add("club.policy", text);
    return compile(files, "club.policy");
}

struct Edit {
    std::string_view from, to;
};

std::string edited(const Edit& edit) {
    std::string text(club);
    const std::size_t at = text.find(edit.from);
    EXPECT_NE(at, std::string::npos) << edit.from;
    if (at != std::string::npos) text.replace(at, edit.from.size(), edit.to);
    return text;
}

/// Compares the policy with an edited one.
Difference difference_by(const std::string& text) {
    const Compiled before = compiled_club(std::string(club)), after = compiled_club(text);
    EXPECT_TRUE(after.ok()) << text << render_text(after.diagnostics, *after.sources, Lang::En);
    return after.ok() ? compare_versions(before, after) : Difference();
}

const Finding* changed(const Difference& difference, Subject::Kind kind) {
    for (const Finding& finding : difference.findings)
        if (finding.subject.kind == kind && finding.changed()) return &finding;
    return nullptr;
}

std::string summary(const Difference& difference) {
    std::string out;
    for (const Finding& each : difference.findings)
        out += fmt::format("kind {} {} {}: {}, {} cases{}\n", static_cast<int>(each.subject.kind),
                           each.subject.index[1], each.subject.place[1], static_cast<int>(each.sameness.how),
                           each.sameness.cases, each.changed() ? ", witness" : "");
    return out + fmt::format("{} tried\n", difference.tried);
}

/// Edits of the requirements: each changes a requirement, and with it a verdict.
constexpr Edit requirement_edits[] = {
    {"audits >= 4", "audits >= 5"},
    {"audits >= 4", "audits > 4"},
    {"or 3 with waiver", "or 2 with waiver"},
    {"or 3 with waiver", "or 3 with guest"},
    {" or 3 with waiver", ""},
    {"exam valid 5y", "exam valid 4y"},
    {"exam valid 5y", "exam valid 60d"},
    {"exam valid 5y", "exam within 5y or waiver"},
    {"city is \"Bonn\" or guest", "city is \"Bonn\" and guest"},
    {"city is \"Bonn\"", "city is \"Köln\""},
    {"city is \"Bonn\"", "city is not \"Bonn\""},
    {"within 3y) >=", "within 2y) >="},
    {"within 3y) >=", "within 3y) >"},
    {"= 16h\n", "= 17h\n"},
    {"= 24h from", "= 25h from"},
    {"24h from 2024-01-01", "24h from 2024-01-02"},
    {"where major and kind = lab", "where major or kind = lab"},
    {"where major and kind = lab", "where kind = lab"},
    {"kind = lab) >= 2", "kind = lab) >= 3"},
    {"count of courses where major and kind = lab", "count of courses where major and kind = talk"},
    {"hours > 2h", "hours >= 2h"},
    {"kind = talk and hours", "kind = talk or hours"},
    {"latest of held_on", "earliest of held_on"},
    {"recent within 2y", "recent within 1y"},
    {"in courses where major\n", "in courses\n"},
    {"weight <= 7.5", "weight <= 7.4"},
    {"weight <= 7.5", "weight <= 7.5 or waiver"},
};

/// What changes a remedy and no verdict, since whoever has few audits fails for want of them.
constexpr Edit remedy_edits[] = {
    {" when audits >= 1\n", " when audits >= 2\n"},
    {" when audits >= 1\n", "\n"},
};

TEST(Witness, EveryEditOfARequirementHasOne) {
    for (const Edit& edit : requirement_edits) {
        const Difference difference = difference_by(edited(edit));
        EXPECT_NE(changed(difference, Subject::Kind::Requirement), nullptr)
            << edit.from << " -> " << edit.to << "\n"
            << summary(difference);
        EXPECT_NE(changed(difference, Subject::Kind::Verdict), nullptr) << edit.from << " -> " << edit.to;
        EXPECT_EQ(changed(difference, Subject::Kind::Output), nullptr) << edit.from << " -> " << edit.to;
    }
}

TEST(Witness, RemediesAreAnswersToo) {
    for (const Edit& edit : remedy_edits) {
        const Difference difference = difference_by(edited(edit));
        EXPECT_NE(changed(difference, Subject::Kind::Requirement), nullptr) << edit.to;
        EXPECT_EQ(changed(difference, Subject::Kind::Verdict), nullptr) << edit.to;
    }
}

constexpr Edit output_edits[] = {
    {"= 1 when audits < 3", "= 1 when audits < 4"},
    {"= 3 otherwise", "= 4 otherwise"},
    {"and not guest", "and guest"},
    {"= 10.00 when field is qms", "= 10.01 when field is qms"},
    {"  = 10.00 when field is qms\n  = 20.00 when field is ems",
     "  = 20.00 when field is qms\n  = 10.00 when field is ems"},
    {"qms, yes       -> 2", "qms, yes       -> 1"},
    {"ems or ohsms, any -> 3", "ems or ohsms, any -> 4"},
    {"= \"Hello\"", "= \"Goodbye\""},
};

TEST(Witness, EveryEditOfAnOutputHasOne) {
    for (const Edit& edit : output_edits) {
        const Difference difference = difference_by(edited(edit));
        EXPECT_NE(changed(difference, Subject::Kind::Output), nullptr)
            << edit.from << " -> " << edit.to << "\n"
            << summary(difference);
        EXPECT_EQ(changed(difference, Subject::Kind::Verdict), nullptr) << edit.from << " -> " << edit.to;
    }
}

/// A requirement that is the same is no change because its decision may no longer apply.
TEST(Witness, AnOpenWhenChangesNoRequirement) {
    const std::string text = "policy p\nfact a : yes/no\nfact b : yes/no\nfact n : count\n"
                             "decide ok\n  when a or b\n  require few : n <= 3\n";
    std::string narrow = text;
    narrow.replace(narrow.find("a or b"), 6, "a and b");
    const Compiled before = compiled_club(text), after = compiled_club(narrow);
    ASSERT_TRUE(before.ok() && after.ok());
    const Program old_program = before.program->view(), new_program = after.program->view();
    const WitnessSearch search(Edition::of(before, old_program), Edition::of(after, new_program));
    Interpreter old_one(old_program, *before.table), new_one(new_program, *after.table);
    const auto known = [](std::int64_t value) { return FactValue{FactValue::State::Known, value, "", {}}; };
    for (const FactValue& b : {known(1), known(0), FactValue()})
        for (const std::int64_t n : {3, 4}) {
            const FactRow row{known(1), b, known(n)};
            const Witness one{row, {row, row}, {old_one.answer(row), new_one.answer(row)}};
            for (const Subject& subject : subjects_of(*before.table, *after.table))
                EXPECT_EQ(search.differs(subject, one),
                          subject.kind == Subject::Kind::Verdict && b.value != 1)
                    << static_cast<int>(subject.kind) << " " << b.value << " " << n;
        }
    const Difference difference = compare_versions(before, after);
    EXPECT_EQ(changed(difference, Subject::Kind::Requirement), nullptr);
    EXPECT_NE(changed(difference, Subject::Kind::Verdict), nullptr);
}

/// What is missing may be other values where a range is another, in the condition under which a decision applies too.
TEST(SameMeaning, ARangeThatChangesIsNoSameForm) {
    const std::string text = "policy p\nfact a : count 0..9\nfact n : count\n"
                             "decide ok\n  when a = 9\n  require few : n <= 3\n";
    std::string narrow = text;
    narrow.replace(narrow.find("0..9"), 4, "0..8");
    const Compiled before = compiled_club(text), after = compiled_club(narrow);
    ASSERT_TRUE(before.ok() && after.ok());
    for (const Finding& finding : compare_versions(before, after).findings) {
        if (finding.subject.kind == Subject::Kind::Refusal) continue;
        EXPECT_NE(finding.sameness.how, Sameness::How::Form) << static_cast<int>(finding.subject.kind);
    }
}

/// Edits that change no meaning.
constexpr Edit same_edits[] = {
    {"weight <= 7.5", "7.5 >= weight"},
    {"audits >= 4 or 3 with waiver", "(audits >= 3 and waiver) or not (audits < 4)"},
    {"city is \"Bonn\" or guest", "guest or city is \"Bonn\""},
    {"city is \"Bonn\" or guest", "not (city is not \"Bonn\" and not guest)"},
    {"= 2 when audits < 6 and not guest", "= 2 when not guest and audits <= 5"},
    {"= 2 when audits < 6 and not guest\n  = 3 otherwise", "= 3 when audits >= 6 or guest\n  = 2 otherwise"},
    {"  = 10.00 when field is qms\n  = 20.00 when field is ems\n  = 30.00 otherwise",
     "  = 30.00 when field is ohsms\n  = 10.00 when field is qms\n  = 20.00 otherwise"},
    {"ems or ohsms, any -> 3", "ems, any -> 3\n  ohsms, any -> 3"},
    {"where kind = talk and hours > 2h", "where hours > 2h and kind = talk"},
    {"major and kind = lab) >= 2", "kind = lab and major) > 1"},
    {"where major and kind = lab", "where not (not major or kind = talk)"},
    {"test \"t\"", "# a comment\ntest \"t\""},
    {"fresh      : recent is not none and recent within 2y", "fresh      : recent within 2y"},
};

TEST(SameMeaning, EditsWithoutMeaningAreProvedToBeNone) {
    for (const Edit& edit : same_edits) {
        const Difference difference = difference_by(edited(edit));
        EXPECT_TRUE(difference.proved_same()) << edit.from << " -> " << edit.to << "\n"
                                              << summary(difference);
    }
}

}  // namespace
}  // namespace tenet::compiler
